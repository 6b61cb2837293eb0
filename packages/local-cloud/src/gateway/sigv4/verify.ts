/** Verifies Signature Version 4: the caller holds the secret, and nothing was changed on the way. */
import { timingSafeEqual } from "node:crypto";
import type { RawRequest } from "../engine.ts";
import { AuthError } from "./auth-error.ts";
import { canonicalRequest, type PathRule } from "./canonical-request.ts";
import type { SignatureClaim } from "./signature-claim.ts";
import { sha256Hex, signatureOf } from "./signing-key.ts";

/** What the gateway knows about one access key. */
export interface SigningCredentials {
  readonly secretAccessKey: string;
  /** Temporary credentials carry one; it must come with every request. */
  readonly sessionToken?: string;
  readonly expiresAt?: Date;
}

/** What differs between services, https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
export interface SigningRules {
  readonly path: PathRule;
  /** Markers accepted in `x-amz-content-sha256` instead of the body's hash: S3's `UNSIGNED-PAYLOAD`. */
  readonly payloadMarkers: readonly string[];
  /** What a presigned URL signs in place of the body. */
  readonly presignedPayload: "body" | "UNSIGNED-PAYLOAD";
  /** The body is still on its way: whatever `x-amz-content-sha256` declares is verified as it arrives. */
  readonly bodyFollows?: boolean;
}

export const standardRules: SigningRules = {
  path: "normalized-and-encoded-twice",
  payloadMarkers: [],
  presignedPayload: "body",
};

const longestSkewMs = 15 * 60_000;

/** `20261122T104300Z`, whose shape is checked where it is read, as epoch milliseconds. */
const instantOf = (timestamp: string): number => {
  const part = (start: number, end: number) => Number(timestamp.slice(start, end));
  return Date.UTC(part(0, 4), part(4, 6) - 1, part(6, 8), part(9, 11), part(11, 13), part(13, 15));
};

const stamp = (date: Date): string => date.toISOString().replace(/[-:]|\.\d{3}/g, "");

const checkTime = (claim: SignatureClaim, now: Date): void => {
  const signedAt = instantOf(claim.timestamp);
  if (!claim.timestamp.startsWith(claim.scope.day))
    throw new AuthError("mismatch", "Date in Credential scope does not match the date of the request.");
  if (signedAt > now.getTime() + longestSkewMs)
    throw new AuthError(
      "mismatch",
      `Signature not yet current: ${claim.timestamp} is still later than ${stamp(now)} (+ 15 min.)`,
      "clock-skew",
    );
  if (claim.expiresSeconds !== undefined) {
    if (now.getTime() > signedAt + claim.expiresSeconds * 1_000)
      throw new AuthError("expired-request", "Request has expired.");
    return;
  }
  if (signedAt < now.getTime() - longestSkewMs)
    throw new AuthError(
      "mismatch",
      `Signature expired: ${claim.timestamp} is now earlier than ${stamp(new Date(now.getTime() - longestSkewMs))} (${stamp(now)} - 15 min.)`,
      "clock-skew",
    );
};

/**
 * Headers that say what is asked must be signed, or a stranger could bend a recorded request. Over HTTP/2 the host
 * is signed as `:authority`, from which it is taken.
 */
const checkSignedHeaders = (request: RawRequest, claim: SignatureClaim): void => {
  const { headers } = request;
  const signed = claim.signedHeaders;
  const hostSigned =
    signed.includes("host") || (signed.includes(":authority") && headers[":authority"] === headers.host);
  const unsigned = Object.keys(headers).filter((name) =>
    name === "host" ? !hostSigned : name.startsWith("x-amz-") && !signed.includes(name),
  );
  if (!hostSigned || unsigned.length > 0)
    throw new AuthError(
      "mismatch",
      `There were headers present in the request which were not signed: ${unsigned.join(", ") || "host"}`,
      "unsigned-headers",
    );
};

const payloadHashOf = (request: RawRequest, claim: SignatureClaim, rules: SigningRules): string => {
  const claimed = request.headers["x-amz-content-sha256"];
  if (typeof claimed === "string" && (rules.bodyFollows || rules.payloadMarkers.includes(claimed)))
    return claimed;
  if (claim.kind === "presigned" && rules.presignedPayload !== "body") return rules.presignedPayload;
  const actual = sha256Hex(request.body);
  if (claimed !== undefined && claimed !== actual)
    throw new AuthError(
      "mismatch",
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  return actual;
};

/** Takes the same time for every wrong text of the right length; the length is no secret. */
const equal = (given: string, expected: string): boolean => {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const isRightToken = (given = "", expected = ""): boolean =>
  given === "" || expected === "" ? given === expected : equal(given, expected);

/** @throws {AuthError} when temporary credentials come without their token, or are over */
export const checkSession = (
  sessionToken: string | undefined,
  credentials: SigningCredentials,
  now: Date,
): void => {
  if (!isRightToken(sessionToken, credentials.sessionToken))
    throw new AuthError(
      "unknown-key",
      "The security token included in the request is invalid.",
      "session-token",
    );
  if (credentials.expiresAt && credentials.expiresAt <= now)
    throw new AuthError("expired-token", "The security token included in the request is expired");
};

const mismatch =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

/**
 * Returns when `claim` was signed with `credentials` within the last 15 minutes, over exactly this request.
 *
 * @throws {AuthError} saying what is wrong
 */
export const verifySignature = (
  request: RawRequest,
  claim: SignatureClaim,
  credentials: SigningCredentials,
  now: Date,
  rules: SigningRules = standardRules,
): void => {
  checkSignedHeaders(request, claim);
  const payloadHash = payloadHashOf(request, claim, rules);
  const canonical = canonicalRequest(request, claim.signedHeaders, payloadHash, rules.path);
  const expected = signatureOf(credentials.secretAccessKey, claim.scope, claim.timestamp, canonical);
  if (!equal(claim.signature, expected)) throw new AuthError("mismatch", mismatch);
  checkTime(claim, now);
  checkSession(claim.sessionToken, credentials, now);
};
