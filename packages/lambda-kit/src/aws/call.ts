/** A signed call of an AWS API, and what its answer means. */
import { withRetries } from "../retry.ts";
import { signedFetch } from "../signed-fetch.ts";

/** Thrown when AWS refuses a call, or fails at it; has the names and marks of the SDK's own errors. */
export class AwsFailure extends Error {
  readonly $fault: "client" | "server";
  readonly status: number;

  /** @param code as AWS says it: `TooManyRequestsException`, `AccessDenied` */
  constructor(code: string, message: string, status: number) {
    super(message);
    this.name = code;
    this.status = status;
    this.$fault = status >= 500 ? "server" : "client";
  }
}

export interface AwsEndpoint {
  /** In the signature. */
  readonly service: string;
  readonly region: string;
  readonly url: string;
}

export interface AwsRequest {
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
  readonly signal?: AbortSignal | undefined;
}

export interface AwsCallOptions {
  readonly credentials?: Parameters<typeof signedFetch>[0]["credentials"];
  /**
   * Whether a call that may have been carried out is made again. One that was throttled was not, and always is.
   */
  readonly repeatable: boolean;
}

const requestTimeoutMilliseconds = 5_000;
const maximumAttempts = 3;
const shortestPauseMilliseconds = 100;

const xmlText = (body: string, element: string): string | undefined =>
  new RegExp(`<${element}>([^<]*)</${element}>`).exec(body)?.[1];

const jsonMessage = (body: string): string | undefined => {
  try {
    const { message, Message } = Object(JSON.parse(body));
    return typeof message === "string" ? message : typeof Message === "string" ? Message : undefined;
  } catch {
    return undefined;
  }
};

const failureOf = (response: Response, body: string): AwsFailure => {
  // `Code:http://internal...` and `Prefix#Code` are both forms of it.
  const type = response.headers.get("x-amzn-errortype")?.split(":")[0]?.split("#").at(-1);
  const code = type ?? xmlText(body, "Code") ?? `Status${response.status}`;
  const message = jsonMessage(body) ?? xmlText(body, "Message") ?? `AWS answered ${response.status}`;
  return new AwsFailure(code, message, response.status);
};

const isThrottling = ({ name, status }: AwsFailure): boolean =>
  status === 429 || /throttl|toomanyrequests|slowdown/i.test(name);

/** `POST`s to an AWS API. @returns the answer's body @throws {AwsFailure} */
export const awsCaller = (
  { service, region, url }: AwsEndpoint,
  { credentials, repeatable }: AwsCallOptions,
): ((request: AwsRequest) => Promise<string>) => {
  const send = signedFetch({
    service,
    region,
    timeoutMilliseconds: requestTimeoutMilliseconds,
    ...(credentials && { credentials }),
  });
  const attempt = async ({ path, contentType, body, signal }: AwsRequest): Promise<string> => {
    const response = await send(
      new Request(new URL(path, url), {
        method: "POST",
        headers: { "content-type": contentType },
        body,
        ...(signal && { signal }),
      }),
    );
    const answer = await response.text();
    if (!response.ok) throw failureOf(response, answer);
    return answer;
  };
  const mayRepeat = (error: unknown): boolean => {
    if (!(error instanceof AwsFailure)) return repeatable;
    return isThrottling(error) || (repeatable && error.$fault === "server");
  };

  return (request) =>
    withRetries(() => attempt(request), {
      maxAttempts: maximumAttempts,
      shortestPauseMilliseconds,
      isWorthRetrying: mayRepeat,
      signal: request.signal,
    });
};
