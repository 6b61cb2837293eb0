/**
 * A route's contract: everything that the function, the documents, the client and the template must agree on.
 */
import type * as z from "zod/mini";
import { type ProblemCode, problemCodes } from "./problem.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * Who may call: `user` with a Cognito access token, `iam` with a request signed by an AWS principal,
 * `public` without anything.
 */
export type Auth = "user" | "iam" | "public";

/** A schema of any of zod's types, with its output. */
export type Schema = z.ZodMiniType;
type Fields = z.ZodMiniObject;

export interface ResponseContract {
  readonly description: string;
  /** Absent: the answer has no body. */
  readonly body?: Schema;
  /** The body is a page for a browser, and not JSON: its schema is a string's. */
  readonly mediaType?: "text/html";
  /** Headers beyond those that follow from the route's flags, with what they say. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly operationId: string;
  readonly method: Method;
  /** `/todos/{todoId}`; every label is a field of `params`. */
  readonly path: `/${string}`;
  readonly auth: Auth;
  /** The group of the user pool that a `user` must be in; anybody else is refused (403). */
  readonly group?: string;
  /** One line, as in a table of contents. */
  readonly summary: string;
  readonly description?: string;
  readonly params?: Fields;
  /** Refuses unknown parameters, so use a `strictObject`. */
  readonly query?: Fields;
  /** Request headers by lower-case name, beyond those that follow from the flags. */
  readonly headers?: Fields;
  readonly body?: Schema;
  /** Successful answers by status. */
  readonly responses: Readonly<Record<number, ResponseContract>>;
  /** Problems beyond those that follow from the rest of the contract, see `problemsOf`. */
  readonly errors?: readonly ProblemCode[];
  /** Honours `Idempotency-Key`: a repeated request gets the first one's answer. */
  readonly idempotent?: true;
  /**
   * Answers with `ETag`, and `If-Match` (412 when stale) on writes: `etag` honours it when it is sent,
   * `etag-required` refuses a write without it (428). What is read and has no version, such as a list, has a tag
   * made of its content.
   */
  readonly concurrency?: "etag" | "etag-required";
}

/**
 * Checks a contract and keeps its exact type.
 */
export const defineRoute = <const R extends Route>(route: R): R => route;

type OutputOf<S, None> = S extends Schema ? z.output<S> : None;
type Nothing = Readonly<Record<never, never>>;
type Part<R extends Route, K extends keyof Route> = R extends Readonly<Record<K, infer S>> ? S : undefined;

export type ParamsOf<R extends Route> = OutputOf<Part<R, "params">, Nothing>;
export type QueryOf<R extends Route> = OutputOf<Part<R, "query">, Nothing>;
export type HeadersOf<R extends Route> = OutputOf<Part<R, "headers">, Nothing>;
export type BodyOf<R extends Route> = OutputOf<Part<R, "body">, undefined>;

type Statuses<R extends Route> = Extract<keyof R["responses"], number>;

type BodyField<Response> = Response extends { readonly body: infer S extends Schema }
  ? { readonly body: z.input<S> }
  : { readonly body?: undefined };

type HeadersField<Response> = Response extends { readonly headers: infer H }
  ? { readonly headers: Readonly<Record<keyof H & string, string>> & Readonly<Record<string, string>> }
  : { readonly headers?: Readonly<Record<string, string>> };

/** What a handler answers: one of the contract's statuses, with the headers and the body it promises. */
export type AnswerOf<R extends Route> = {
  readonly [Status in Statuses<R>]: { readonly status: Status } & BodyField<R["responses"][Status]> &
    HeadersField<R["responses"][Status]>;
}[Statuses<R>];

/** Whether a route changes one resource of a version: the routes that read If-Match. */
export const changesVersion = ({ concurrency, method }: Route): boolean =>
  concurrency !== undefined && method !== "GET" && method !== "POST";

/** All problems that a route may answer: those it names and those that follow from its parts. */
export const problemsOf = (route: Route): readonly ProblemCode[] => {
  const { auth, body, concurrency, errors = [], group, headers, idempotent, params, query } = route;
  const changes = changesVersion(route);
  const codes: (ProblemCode | false | undefined)[] = [
    (body || query || headers || idempotent || changes) && "validation-failed",
    body && "malformed-body",
    query && "cursor" in query.shape && "cursor-invalid",
    auth === "user" && "unauthorized",
    (auth === "iam" || group !== undefined) && "forbidden",
    params && "not-found",
    idempotent && "idempotency-in-progress",
    changes && "version-conflict",
    body && "payload-too-large",
    body && "unsupported-media-type",
    idempotent && "idempotency-mismatch",
    changes && concurrency === "etag-required" && "if-match-required",
    ...errors,
    "too-many-requests",
    "internal",
    "unavailable",
  ];
  const byStatus = (a: ProblemCode, b: ProblemCode) => problemCodes[a].status - problemCodes[b].status;
  return [...new Set(codes.filter((code) => typeof code === "string"))].sort(byStatus);
};
