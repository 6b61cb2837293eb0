import type { Integration } from "./rest-api.ts";
import type { StackResource } from "./stack-view.ts";
import { unsupported } from "./unsupported.ts";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const maximumTimeoutMs = 29_000;

/** @throws {LocalError} for an integration that is not carried out here */
export const describeIntegration = (method: StackResource): Integration => {
  const integration = (method.properties.Integration ?? {}) as Readonly<Record<string, unknown>>;
  if (integration.Type === "AWS_PROXY") {
    const [, functionName] =
      /:function:([A-Za-z0-9_-]+)(?::[^/]+)?\/invocations$/.exec(String(integration.Uri)) ?? [];
    if (!functionName)
      throw unsupported(method.logicalId, `its integration names no function: ${integration.Uri}`);
    return {
      type: "AWS_PROXY",
      functionName,
      timeoutMs: Number(integration.TimeoutInMillis ?? maximumTimeoutMs),
    };
  }
  if (integration.Type === "MOCK" && method.properties.HttpMethod === "OPTIONS")
    return preflight(method, integration);
  throw unsupported(
    method.logicalId,
    `integration ${String(integration.Type)} is not carried out locally; use lambda-proxy`,
  );
};

/** The answer that `cors` on an `http` event generates; nothing else is understood. */
const preflight = (method: StackResource, integration: Readonly<Record<string, unknown>>): Integration => {
  const [response, ...others] = (integration.IntegrationResponses ?? []) as readonly Record<
    string,
    unknown
  >[];
  if (!response || others.length > 0) throw unsupported(method.logicalId, "a MOCK must have one response");
  const headers: Record<string, string> = {};
  for (const [target, value] of Object.entries(
    (response.ResponseParameters ?? {}) as Record<string, unknown>,
  )) {
    const [, name] = /^method\.response\.header\.(.+)$/.exec(target) ?? [];
    const [, text] = /^'(.*)'$/.exec(String(value)) ?? [];
    if (!name || text === undefined)
      throw unsupported(method.logicalId, `response parameter ${target} is not a constant`);
    headers[name] = text;
  }
  const { "application/json": template = "" } = (response.ResponseTemplates ?? {}) as Record<string, string>;
  return { type: "MOCK", status: Number(response.StatusCode), headers, origins: originsOf(method, template) };
};

const generated =
  /^#set\(\$origin = \$input\.params\("Origin"\)\)\s*#if\(\$origin == ""\) .*? #end\s*#if\((.*)\) #set/s;

/** For a list of origins the framework writes a template that echoes the one that matches. */
const originsOf = (method: StackResource, template: string): readonly RegExp[] | undefined => {
  if (template.trim() === "") return undefined;
  const [, condition] = generated.exec(template) ?? [];
  if (!condition)
    throw unsupported(method.logicalId, "its response template is not the one that `cors` generates");
  return [...condition.matchAll(/\.matches\("(.*?)"\)/g)].map(
    ([, pattern]) => new RegExp(`^(?:${pattern})$`),
  );
};
