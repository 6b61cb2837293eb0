/** Why a signature is not accepted; the protocol of the service decides what AWS calls it on the wire. */
export type AuthFailure =
  /** Signed in a way that cannot be read. */
  | "incomplete"
  /** Not signed, where a signature is needed. */
  | "missing"
  /** The access key or session token is not known here. */
  | "unknown-key"
  /** The signature is not the one that the secret gives, or is too old. */
  | "mismatch"
  /** The session of temporary credentials is over. */
  | "expired-token"
  /** The presigned URL is over. */
  | "expired-request";

/** More about a failure, for the services that tell these apart (S3). */
export type AuthDetail = "clock-skew" | "session-token" | "unsigned-headers";

/** Thrown when a request cannot be attributed to a principal. */
export class AuthError extends Error {
  readonly failure: AuthFailure;
  readonly detail: AuthDetail | undefined;
  constructor(failure: AuthFailure, message: string, detail?: AuthDetail) {
    super(message);
    this.name = "AuthError";
    this.failure = failure;
    this.detail = detail;
  }
}
