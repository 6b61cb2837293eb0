/**
 * `POST /_local/authorize`: whether a signed request to a REST API may go through, for routes with the
 * authorizer `aws_iam`. https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html
 */
import { randomUUID } from "node:crypto";
import { accessDeniedMessage } from "../iam/access-denied.ts";
import { type Principal, principalName } from "../iam/principal.ts";
import { type AuthenticationSettings, authenticate } from "./authenticate.ts";
import type { Authorizer } from "./authorize.ts";
import type { RawRequest } from "./engine.ts";
import type { Journal } from "./journal.ts";
import { type LocalRoute, problem } from "./local-api.ts";
import { AuthError } from "./sigv4/auth-error.ts";
import { claimOf } from "./sigv4/signature-claim.ts";

/** The request that a client sent to the API, and what it needs to be allowed. */
interface AuthorizeInput {
  readonly request: RawRequest;
  /** `execute-api:Invoke` */
  readonly action: string;
  /** `arn:aws:execute-api:<region>:<account>:<api>/<stage>/GET/users/1` */
  readonly resource: string;
}

interface Verdict {
  readonly allowed: boolean;
  readonly status: number;
  readonly message?: string;
  readonly principal?: { readonly arn: string; readonly accountId: string };
}

export interface AuthorizeSettings extends AuthenticationSettings {
  readonly authorizer: Authorizer;
  readonly journal: Journal;
  readonly accountId: string;
}

const isText = (value: unknown): value is string => typeof value === "string";

const headersOf = (headers: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(Object(headers)).flatMap(([name, value]) =>
      isText(value) ? [[name.toLowerCase(), value]] : [],
    ),
  );

const inputOf = (body: unknown): AuthorizeInput | undefined => {
  const { method, url, headers, body: payload = "", action, resource } = Object(body);
  if (![method, url, payload, action, resource].every(isText) || !URL.canParse(url)) return undefined;
  // Clients sign the path as they send it, so it must not be normalised here.
  const path = String(url).replace(/^[a-z]+:\/\/[^/]*/i, "") || "/";
  return {
    request: { method, url: path, headers: headersOf(headers), body: Buffer.from(payload, "base64") },
    action,
    resource,
  };
};

const refused = (message: string): Verdict => ({ allowed: false, status: 403, message });

const named = (principal: Principal) =>
  principal.kind === "role" || principal.kind === "admin"
    ? { principal: { arn: principal.arn, accountId: principal.accountId } }
    : {};

export const authorizeRoute = (settings: AuthorizeSettings): LocalRoute => {
  const { authorizer, journal, region, accountId, now } = settings;

  const judge = ({ request, action, resource }: AuthorizeInput, principal: Principal): Verdict => {
    if (principal.kind === "anonymous") return refused("Missing Authentication Token");
    const call = {
      service: "execute-api",
      operation: "Invoke",
      input: {},
      principal,
      region,
      accountId,
      requestId: randomUUID(),
      hangUp: new AbortController(),
      raw: request,
    };
    const decision = authorizer.decide(call, { action, resources: [resource] }, resource);
    if (decision.allowed) return { allowed: true, status: 200, ...named(principal) };
    return { ...refused(accessDeniedMessage(principal, action, resource, decision)), ...named(principal) };
  };

  const note = ({ action, resource }: AuthorizeInput, principal: Principal, verdict: Verdict): void =>
    journal.record({
      time: now().toISOString(),
      requestId: randomUUID(),
      principal: principalName(principal),
      service: "execute-api",
      operation: "Invoke",
      action,
      resource,
      decision: verdict.allowed ? "allowed" : principal.kind === "anonymous" ? "unauthenticated" : "denied",
      status: verdict.status,
      durationMs: 0,
      ...(verdict.message ? { error: { code: "AccessDenied", message: verdict.message } } : {}),
    });

  const answer = (input: AuthorizeInput): Verdict => {
    let principal: Principal = { kind: "anonymous" };
    let verdict: Verdict;
    try {
      principal = authenticate(input.request, claimOf(input.request), "execute-api", settings);
      verdict = judge(input, principal);
    } catch (error) {
      if (!(error instanceof AuthError)) throw error;
      verdict = refused(error.message);
    }
    note(input, principal, verdict);
    return verdict;
  };

  return {
    method: "POST",
    path: "/_local/authorize",
    access: "operator",
    handle: ({ body }) => {
      const input = inputOf(body);
      return input
        ? { status: 200, body: answer(input) }
        : problem(400, "Bad Request", "Send {method, url, headers, body (base64), action, resource}.");
    },
  };
};
