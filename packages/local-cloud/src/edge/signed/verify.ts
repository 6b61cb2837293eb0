import { type KeyObject, verify } from "node:crypto";
import { headerText } from "../headers.ts";
import type { ViewerRequest } from "../viewer/viewer-request.ts";
import { claimOf, type SignedClaim, withoutSignature } from "./claim.ts";
import { parseSignedPolicy, policyAllows } from "./policy.ts";
import type { TrustedKeys } from "./trusted-keys.ts";

export interface Refusal {
  readonly code: "MissingKey" | "InvalidKey" | "AccessDenied" | "MalformedPolicy";
  readonly message: string;
}

const denied: Refusal = { code: "AccessDenied", message: "Access denied" };

/** Base64 with the characters that URLs cannot hold replaced, CloudFront's way. */
const decoded = (text: string): Buffer =>
  Buffer.from(text.replace(/-/g, "+").replace(/_/g, "=").replace(/~/g, "/"), "base64");

const hashes: Readonly<Record<string, string>> = { SHA1: "sha1", SHA256: "sha256" };

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html */
const cannedPolicy = (url: string, expires: string): string =>
  `{"Statement":[{"Resource":"${url}","Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`;

/** Plain HTTP on loopback stands for HTTPS: a URL may have been signed as either. */
const urlsOf = (request: ViewerRequest): readonly string[] => {
  const { path, query } = withoutSignature(request);
  const rest = `${headerText(request.headers, "host") ?? ""}${path}${query === "" ? "" : `?${query}`}`;
  return [`http://${rest}`, `https://${rest}`];
};

/** The policies that may have been signed: a canned one is not sent, but follows from the URL. */
const candidates = ({ policy, expires }: SignedClaim, urls: readonly string[]): readonly string[] => {
  if (policy !== undefined) return [decoded(policy).toString("utf8")];
  if (expires === undefined || !/^\d{1,12}$/.test(expires)) return [];
  return urls.map((url) => cannedPolicy(url, expires));
};

/**
 * Whether a viewer may have what it asks for. Times are looked at when a request begins, and not again.
 *
 * @param now epoch milliseconds
 * @returns why not
 */
export const refusalOf = (request: ViewerRequest, keys: TrustedKeys, now: number): Refusal | undefined => {
  const claim = claimOf(request);
  if (claim.keyId === undefined)
    return { code: "MissingKey", message: "Missing Key-Pair-Id query parameter or cookie value" };
  const key: KeyObject | undefined = keys.get(claim.keyId);
  if (!key) return { code: "InvalidKey", message: "Unknown Key" };
  const hash = hashes[claim.hash ?? "SHA1"];
  if (claim.signature === undefined || hash === undefined) return denied;
  const signature = decoded(claim.signature);
  const urls = urlsOf(request);
  const signed = candidates(claim, urls).find((text) => verify(hash, Buffer.from(text), key, signature));
  if (signed === undefined) return denied;
  const policy = parseSignedPolicy(signed);
  if (!policy) return { code: "MalformedPolicy", message: "Malformed Policy" };
  // The resource of a canned policy is the URL itself, in which no character is a wildcard.
  const exact = claim.policy === undefined ? { ...policy, resource: "*" } : policy;
  return policyAllows(exact, { urls, address: request.address, now }) ? undefined : denied;
};
