/** What a handler answers, held against the contract and written out. */
import { createHash } from "node:crypto";
import type { Route } from "@skein/contracts/route";
import { etagOf, matchesAny } from "../etag.ts";
import { errorsOf } from "../issues.ts";
import type { HttpResult } from "./context.ts";

/** An answer of any route. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
}

/** Thrown when a handler answers what its contract does not promise: our mistake, so a 500. */
export class AnswerMismatch extends Error {
  constructor(route: Route, what: string) {
    super(`${route.operationId} breaks its contract: ${what}`);
    this.name = "AnswerMismatch";
  }
}

/**
 * Leaves out fields that the contract does not name, so that nothing leaks by accident.
 *
 * @throws {AnswerMismatch}
 */
export const checkAnswer = (route: Route, answer: Answer): Answer => {
  const contract = route.responses[answer.status];
  if (!contract) throw new AnswerMismatch(route, `it has no answer ${answer.status}`);
  if (!contract.body) return { status: answer.status, headers: answer.headers };
  const result = contract.body.safeParse(answer.body);
  if (result.success) return { ...answer, body: result.data };
  const errors = errorsOf("/body", answer.body, result.error.issues);
  throw new AnswerMismatch(route, errors.map(({ path, message }) => `${path} ${message}`).join("; "));
};

const versionIn = (body: unknown): number | undefined => {
  const version = typeof body === "object" && body !== null && "version" in body ? body.version : undefined;
  return typeof version === "number" ? version : undefined;
};

/** The tag of what has no version: another content, another tag. */
const contentTag = (text: string): string =>
  `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;

const etagIn = (route: Route, answer: Answer, text: string): string | undefined => {
  if (!route.concurrency || answer.body === undefined) return undefined;
  const version = versionIn(answer.body);
  if (version !== undefined) return etagOf(version);
  return route.method === "GET" ? contentTag(text) : undefined;
};

/** Writes an answer as API Gateway wants it; 304 when the client's copy is still good. */
export const render = (route: Route, answer: Answer, ifNoneMatch: string | undefined): HttpResult => {
  const mediaType = route.responses[answer.status]?.mediaType;
  const text = mediaType ? String(answer.body) : JSON.stringify(answer.body ?? null);
  const etag = etagIn(route, answer, text);
  const headers = { ...answer.headers, ...(etag && { etag }) };
  if (etag && route.method === "GET" && matchesAny(ifNoneMatch, etag))
    return { statusCode: 304, headers, body: "" };
  if (answer.body === undefined) return { statusCode: answer.status, headers, body: "" };
  const contentType = mediaType ? `${mediaType}; charset=utf-8` : "application/json";
  return { statusCode: answer.status, headers: { "content-type": contentType, ...headers }, body: text };
};
