/** The parts of a signature, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
import type { RawRequest } from "../engine.ts";
import { AuthError } from "./auth-error.ts";

export interface Scope {
  readonly accessKeyId: string;
  /** `20261122` */
  readonly day: string;
  readonly region: string;
  readonly service: string;
}

/** What a request says about its own signature; nothing here is verified yet. */
export interface SignatureClaim {
  readonly kind: "header" | "presigned";
  readonly scope: Scope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20261122T104300Z` */
  readonly timestamp: string;
  readonly sessionToken: string | undefined;
  /** Life of a presigned URL. */
  readonly expiresSeconds: number | undefined;
}

const algorithm = "AWS4-HMAC-SHA256";

const headerOf = (request: RawRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(",") : value;
};

/** @throws {AuthError} `incomplete` */
export const scopeOf = (credential: string): Scope => {
  // Access keys hold no slash, so the first five fields are exact.
  const [accessKeyId, day, region, service, terminator, ...rest] = credential.split("/");
  if (!accessKeyId || !day || !region || !service || terminator !== "aws4_request" || rest.length > 0)
    throw new AuthError(
      "incomplete",
      `Credential must be <key>/<date>/<region>/<service>/aws4_request, but is "${credential}".`,
    );
  return { accessKeyId, day, region, service };
};

const timestampPattern = /^\d{8}T\d{6}Z$/;

const timestampOf = (value: string | undefined): string => {
  if (value && timestampPattern.test(value)) return value;
  throw new AuthError("incomplete", "The request carries no X-Amz-Date of the form YYYYMMDD'T'HHMMSS'Z'.");
};

const signedHeadersOf = (list: string): string[] => list.toLowerCase().split(";");

const claimOfHeader = (request: RawRequest, authorization: string): SignatureClaim => {
  const parts = authorization.slice(algorithm.length).split(",");
  const required = (name: string): string => {
    const start = `${name}=`;
    for (const part of parts) {
      const parameter = part.trim();
      if (parameter.startsWith(start) && parameter.length > start.length)
        return parameter.slice(start.length).trim();
    }
    throw new AuthError("incomplete", `Authorization header requires '${name}' parameter.`);
  };
  return {
    kind: "header",
    scope: scopeOf(required("Credential")),
    signedHeaders: signedHeadersOf(required("SignedHeaders")),
    signature: required("Signature"),
    timestamp: timestampOf(headerOf(request, "x-amz-date")),
    sessionToken: headerOf(request, "x-amz-security-token"),
    expiresSeconds: undefined,
  };
};

const longestExpirySeconds = 604_800;

const claimOfQuery = (parameters: URLSearchParams): SignatureClaim => {
  const required = (name: string): string => {
    const value = parameters.get(name);
    if (!value) throw new AuthError("incomplete", `Presigned URL requires the parameter '${name}'.`);
    return value;
  };
  const expiresSeconds = Number(required("X-Amz-Expires"));
  if (!Number.isInteger(expiresSeconds) || expiresSeconds < 1 || expiresSeconds > longestExpirySeconds)
    throw new AuthError("incomplete", `X-Amz-Expires must be from 1 to ${longestExpirySeconds} seconds.`);
  return {
    kind: "presigned",
    scope: scopeOf(required("X-Amz-Credential")),
    signedHeaders: signedHeadersOf(required("X-Amz-SignedHeaders")),
    signature: required("X-Amz-Signature"),
    timestamp: timestampOf(required("X-Amz-Date")),
    sessionToken: parameters.get("X-Amz-Security-Token") ?? undefined,
    expiresSeconds,
  };
};

/**
 * Reads the signature that a request carries, from its header or, presigned, from its URL.
 *
 * @returns `undefined` when the request is not signed at all
 * @throws {AuthError} when it is signed in a way that cannot be read
 */
export const claimOf = (request: RawRequest): SignatureClaim | undefined => {
  const authorization = headerOf(request, "authorization");
  const queryStart = request.url.indexOf("?");
  const parameters = queryStart >= 0 ? new URLSearchParams(request.url.slice(queryStart + 1)) : undefined;
  const presigned = parameters?.has("X-Amz-Algorithm") || parameters?.has("X-Amz-Signature");
  if (authorization !== undefined && presigned)
    throw new AuthError("incomplete", "Sign either the Authorization header or the URL, not both.");
  if (parameters && presigned) {
    if (parameters.get("X-Amz-Algorithm") !== algorithm)
      throw new AuthError("incomplete", `X-Amz-Algorithm must be ${algorithm}.`);
    return claimOfQuery(parameters);
  }
  if (authorization === undefined) return undefined;
  if (!authorization.startsWith(`${algorithm} `))
    throw new AuthError("incomplete", `Authorization must use ${algorithm}.`);
  return claimOfHeader(request, authorization);
};
