/**
 * Signatures of viewers, in the URL or in cookies. When both are there, the URL counts.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-choosing-signed-urls-cookies.html
 */
import { headerText } from "../headers.ts";
import { selectCookies, selectQuery } from "../site/selection.ts";
import type { ViewerRequest } from "../viewer/viewer-request.ts";

export interface SignedClaim {
  readonly keyId: string | undefined;
  readonly signature: string | undefined;
  /** Of a canned policy. */
  readonly expires: string | undefined;
  /** A custom policy. */
  readonly policy: string | undefined;
  readonly hash: string | undefined;
}

const names = ["Expires", "Policy", "Signature", "Key-Pair-Id", "Hash-Algorithm"];
const cookiePrefix = "CloudFront-";

const isOurs = (name: string): boolean => names.includes(name);

const claimFrom = (value: (name: string) => string | undefined): SignedClaim => ({
  keyId: value("Key-Pair-Id"),
  signature: value("Signature"),
  expires: value("Expires"),
  policy: value("Policy"),
  hash: value("Hash-Algorithm"),
});

const cookieValues = (header: string): ReadonlyMap<string, string> =>
  new Map(
    header.split(";").map((pair) => {
      const [name = "", ...value] = pair.trim().split("=");
      return [name, value.join("=")] as const;
    }),
  );

export const claimOf = ({ query, headers }: ViewerRequest): SignedClaim => {
  const parameters = new URLSearchParams(query);
  const inUrl = claimFrom((name) => parameters.get(name) ?? undefined);
  if (inUrl.signature !== undefined || inUrl.keyId !== undefined) return inUrl;
  const cookies = cookieValues(headerText(headers, "cookie") ?? "");
  return claimFrom((name) => cookies.get(`${cookiePrefix}${name}`));
};

/** What is left of a request: neither cache nor origin see the signature. */
export const withoutSignature = (request: ViewerRequest): ViewerRequest => {
  const query = selectQuery(request.query, (name) => !isOurs(name));
  const { cookie: _cookie, ...headers } = request.headers;
  const cookie = selectCookies(
    headerText(request.headers, "cookie") ?? "",
    (name) => !(name.startsWith(cookiePrefix) && isOurs(name.slice(cookiePrefix.length))),
  );
  return { ...request, query, headers: cookie === "" ? headers : { ...headers, cookie } };
};
