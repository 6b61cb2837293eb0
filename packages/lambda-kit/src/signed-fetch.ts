/**
 * `fetch` with the signature of the function's role: for routes of other services that ask for one, and for the few
 * calls of AWS whose SDK client would be larger than the function (docs/decisions/0017-small-aws-calls.md).
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
import { SignatureV4, type SignatureV4Init } from "@smithy/signature-v4";
import { defaultProvider } from "./environment-credentials.ts";
import { setting } from "./settings.ts";
import { Sha256 } from "./sha256.ts";

export interface SigningOptions {
  /** Name in the signature: `execute-api` for an API of API Gateway. */
  readonly service: string;
  readonly timeoutMilliseconds: number;
  /** From `AWS_REGION` unless given. */
  readonly region?: string;
  /** Those of the function unless given. */
  readonly credentials?: SignatureV4Init["credentials"];
}

/**
 * @example
 * const fetch = signedFetch({ service: "execute-api", timeoutMilliseconds: 1_000 });
 * await fetch(new Request(`${usersUrl}/users/${id}`));
 */
export const signedFetch = ({
  service,
  timeoutMilliseconds,
  region = setting("AWS_REGION"),
  credentials = defaultProvider(),
}: SigningOptions): ((request: Request) => Promise<Response>) => {
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });

  return async (request) => {
    const { protocol, hostname, host, port, pathname, searchParams } = new URL(request.url);
    const body = await request.text();
    const signed = await signer.sign({
      method: request.method,
      protocol,
      hostname,
      ...(port && { port: Number(port) }),
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: { ...Object.fromEntries(request.headers), host },
      ...(body && { body }),
    });
    const { host: _, ...headers } = signed.headers;
    return fetch(request.url, {
      method: request.method,
      headers,
      redirect: "error",
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMilliseconds)]),
      ...(body && { body }),
    });
  };
};
