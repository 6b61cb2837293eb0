import { TemplateError } from "../errors.ts";
import { isList, isObject, type Json, type JsonObject } from "../json.ts";
import { apiUrlRewriter } from "../template/api-urls.ts";
import { dynamicReferencesIn, resolveDynamicReferences } from "../template/dynamic-references.ts";
import { noValue, resolve, type Scope } from "../template/intrinsics.ts";
import { parameterValues } from "../template/parameters.ts";
import { pseudoParameters } from "../template/pseudo-parameters.ts";
import { valuesFrom } from "../template/referenced-values.ts";
import { siteUrlRewriter } from "../template/site-urls.ts";
import { parseTemplate, type Template } from "../template/template.ts";
import { createScope } from "./scope.ts";
import type { Workspace } from "./workspace.ts";

export interface DeployRequest {
  /** The service that the stack belongs to, `todos`. */
  readonly service: string;
  /** The document that `serverless package` writes. */
  readonly template: unknown;
  /** Values of the template's parameters; the others take their defaults. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Logical id of a REST API to the URL that serves it here. */
  readonly apiUrls: Readonly<Record<string, string>>;
}

/** A template, and what its values come to in this stack as it is at the moment of asking. */
export interface StackReader {
  readonly template: Template;
  readonly scope: Scope;
  /** Names that `Ref` may use beside logical ids. */
  readonly names: ReadonlySet<string>;
  /** Exports of other stacks that were read so far. */
  readonly imports: ReadonlySet<string>;
  /** Intrinsics, then dynamic references, then local URLs of the stack's own APIs and of distributions. */
  value(value: Json): Promise<Json>;
  properties(properties: JsonObject): Promise<JsonObject>;
  /** @throws {TemplateError} when a dynamic reference that is written out in a value leads nowhere */
  probe(value: Json): Promise<void>;
}

/** References to what the template itself makes, or that are yet to be put together, cannot be read beforehand. */
const readableBeforehand = (value: Json, template: Template): readonly string[] => {
  const own = [...template.resources.values()].flatMap(({ properties }) =>
    typeof properties.Name === "string" ? [properties.Name] : [],
  );
  const isOwn = (reference: string) =>
    own.some((name) => reference.split(":").join("}").includes(`}${name}}`));
  return [...dynamicReferencesIn(value)].filter(
    (reference) => !reference.includes("${") && !isOwn(reference),
  );
};

const everyText = (value: Json, rewrite: (text: string) => string): Json => {
  if (typeof value === "string") return rewrite(value);
  if (isList(value)) return value.map((item) => everyText(item, rewrite));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, everyText(member, rewrite)]));
};

/** @throws {TemplateError} when the template is malformed, or a parameter has no valid value */
export const readStack = (workspace: Workspace, request: DeployRequest): StackReader => {
  const { identity, store, clients } = workspace;
  const { stackName } = identity;
  const template = parseTemplate(request.template);
  for (const logicalId of Object.keys(request.apiUrls))
    if (template.resources.get(logicalId)?.type !== "AWS::ApiGateway::RestApi")
      throw new TemplateError(`apiUrls names ${logicalId}, which is not a REST API of the template`);

  const parameters = parameterValues(template.parameters, request.parameters);
  const pseudo = pseudoParameters(identity);
  const imports = new Set<string>();
  const scope = createScope({
    template,
    parameters,
    pseudo,
    physical: (logicalId) => store.resource(stackName, logicalId),
    importValue: (name) => {
      const value = store.stacks().find((stack) => stack.stackName !== stackName && name in stack.exports)
        ?.exports[name];
      if (value === undefined)
        throw new TemplateError(
          `no stack exports ${name}: start or deploy the service that exports it first`,
        );
      imports.add(name);
      return value;
    },
  });

  const values = valuesFrom(clients);
  const valuesBeforehand = valuesFrom(clients);
  const localUrls = () =>
    apiUrlRewriter(
      new Map(
        Object.entries(request.apiUrls).flatMap(([logicalId, url]) => {
          const api = store.resource(stackName, logicalId);
          return api ? [[api.physicalId, url] as const] : [];
        }),
      ),
    );
  const read = async (value: Json): Promise<Json> => {
    const resolved = resolve(value, scope);
    if (resolved === noValue) throw new TemplateError("AWS::NoValue cannot be used here");
    const rewriteApis = localUrls();
    const rewriteSites = siteUrlRewriter(workspace.siteUrls());
    return everyText(await resolveDynamicReferences(resolved, values), (text) =>
      rewriteSites(rewriteApis(text)),
    );
  };

  return {
    template,
    scope,
    names: new Set([...Object.keys(parameters), ...Object.keys(pseudo)]),
    imports,
    value: read,
    probe: async (value) => {
      await resolveDynamicReferences([...readableBeforehand(value, template)], valuesBeforehand);
    },
    properties: async (properties) => {
      const resolved = await read(properties);
      if (!isObject(resolved)) throw new TemplateError("Properties must be an object");
      return resolved;
    },
  };
};
