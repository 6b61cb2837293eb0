/**
 * The errors that services throw. Each carries the stable code of a problem; the `http` stack turns it into the
 * answer, with the status that `@skein/contracts/problem` gives to the code.
 */
import { type ProblemCode, type ProblemError, problemCodes } from "@skein/contracts/problem";

interface Options {
  /** One entry per thing wrong with the request. */
  readonly errors?: readonly ProblemError[];
  /** Headers that go with the answer, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** Base of all errors whose message may be shown to the caller. Anything else answers a bare 500. */
export class ServiceError extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly ProblemError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, detail: string, options: Options = {}) {
    super(detail, { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
  }

  get status(): number {
    return problemCodes[this.code].status;
  }
}

/** Thrown when parts of a request break the contract; names every one of them. */
export class ValidationFailed extends ServiceError {
  constructor(errors: readonly ProblemError[]) {
    super("validation-failed", errors.map(({ path, message }) => `${path} ${message}`).join("; "), {
      errors,
    });
  }
}

/** Thrown when a body is missing, not JSON, or not a JSON object. */
export class MalformedBody extends ServiceError {
  constructor(detail: string) {
    super("malformed-body", detail);
  }
}

/** Thrown when a cursor was tampered with, or made for another caller, route or filter. */
export class CursorInvalid extends ServiceError {
  constructor() {
    super("cursor-invalid", "Start again without a cursor, or use one that this list answered to you", {
      errors: [{ path: "/query/cursor", message: "is not a cursor of this list" }],
    });
  }
}

/** Thrown when a request has no access token, or one that does not verify. */
export class Unauthorized extends ServiceError {
  constructor(detail: string, cause?: unknown) {
    super("unauthorized", detail, { cause, headers: { "www-authenticate": 'Bearer error="invalid_token"' } });
  }
}

/** Thrown when the caller is known but may not do this. */
export class Forbidden extends ServiceError {
  constructor(detail: string) {
    super("forbidden", detail);
  }
}

/** Thrown when a resource does not exist, or belongs to someone else: a caller cannot tell the two apart. */
export class NotFound extends ServiceError {
  /** @param what the kind of resource, `todo` */
  constructor(what: string, id?: string) {
    super("not-found", id === undefined ? `There is no such ${what}` : `There is no ${what} ${id}`);
  }
}

/** Thrown when a function is called with a method that is not its route's. */
export class MethodNotAllowed extends ServiceError {
  constructor(method: string, allowed: string) {
    super("method-not-allowed", `${method} is not supported here; use ${allowed}`, {
      headers: { allow: allowed },
    });
  }
}

/** Thrown when the state of a resource forbids the request, whatever its version: the name is taken. */
export class Conflict extends ServiceError {
  constructor(detail: string) {
    super("conflict", detail);
  }
}

/** Thrown when a write expects another version of a resource than the stored one. */
export class VersionConflict extends ServiceError {
  constructor(id: string, expected: number, actual?: number) {
    const now = actual === undefined ? "has changed since" : `is at version ${actual}`;
    super("version-conflict", `The request expects version ${expected}, but ${id} ${now}; read it again`);
  }
}

/** Thrown when a write must say which version it changes, and does not. */
export class IfMatchRequired extends ServiceError {
  constructor() {
    super("if-match-required", "Send the ETag of the version that you read in If-Match");
  }
}

/** Thrown when the first request with an Idempotency-Key has not ended yet. */
export class IdempotencyInProgress extends ServiceError {
  constructor() {
    super("idempotency-in-progress", "Send the same request again a little later", {
      headers: { "retry-after": "1" },
    });
  }
}

/** Thrown when an Idempotency-Key comes again with another request. */
export class IdempotencyMismatch extends ServiceError {
  constructor() {
    super("idempotency-mismatch", "Use a new Idempotency-Key for a new request", {
      errors: [{ path: "/headers/idempotency-key", message: "was used for another request" }],
    });
  }
}

/** Thrown when a body is larger than the contract allows at all. */
export class PayloadTooLarge extends ServiceError {
  constructor(maximumBytes: number) {
    super("payload-too-large", `The body must not exceed ${maximumBytes} bytes`);
  }
}

/** Thrown when a body is not declared as JSON. */
export class UnsupportedMediaType extends ServiceError {
  constructor(contentType: string | undefined) {
    super(
      "unsupported-media-type",
      `Send the body as application/json, not as ${contentType ?? "nothing named"}`,
    );
  }
}

/** Thrown when a caller must slow down. */
export class TooManyRequests extends ServiceError {
  constructor(detail: string, retryAfterSeconds = 1) {
    super("too-many-requests", detail, { headers: { "retry-after": String(retryAfterSeconds) } });
  }
}

/** Thrown when something that the service needs does not answer or throttles it; trying again makes sense. */
export class Unavailable extends ServiceError {
  constructor(detail: string, options: { retryAfterSeconds?: number; cause?: unknown } = {}) {
    super("unavailable", detail, {
      cause: options.cause,
      headers: { "retry-after": String(options.retryAfterSeconds ?? 1) },
    });
  }
}

/**
 * Thrown when a consumer can never do what an event asks for, however often it tries: the event goes to the
 * dead-letter queue at once, with the message as its reason. Anything else that a consumer throws is tried again.
 */
export class PermanentFailure extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = "PermanentFailure";
  }
}

/**
 * Thrown by a consumer for an event whose time has not come. It comes again when its queue shows it again, which is
 * no failure: nothing counts it as one.
 */
export class TooEarly extends Error {
  constructor(dueAt: Date) {
    super(`this is due at ${dueAt.toISOString()}`);
    this.name = "TooEarly";
  }
}
