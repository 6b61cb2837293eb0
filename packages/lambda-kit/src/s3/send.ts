/** Signed requests to S3, made of the parts that the SDK's clients share and every bundle holds already. */
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { HttpRequest } from "@smithy/core/protocols";
import { NodeHttpHandler, type NodeHttpHandlerOptions } from "@smithy/node-http-handler";
import { SignatureV4, type SignatureV4Init } from "@smithy/signature-v4";
import { bucketUrl } from "../endpoints.ts";
import { defaultProvider } from "../environment-credentials.ts";
import { withRetries } from "../retry.ts";
import { setting } from "../settings.ts";
import { Sha256 } from "../sha256.ts";
import { failureOf, isWorthRetrying } from "./errors.ts";

export interface S3Request {
  readonly method: "GET" | "PUT" | "DELETE";
  readonly bucket: string;
  /** Absent for what is asked of the bucket itself. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

/** @returns the body of the answer @throws {S3Failure} */
export type SendToS3 = (request: S3Request) => Promise<string>;

export interface S3SenderOptions {
  readonly maxAttempts: number;
  readonly requestHandler: NodeHttpHandlerOptions;
  readonly region?: string;
  readonly credentials?: SignatureV4Init["credentials"];
  /** Where AWS is; the function's own environment unless given. */
  readonly env?: NodeJS.ProcessEnv;
}

const shortestPauseMilliseconds = 50;

/**
 * Of a key everything is sent as it is, also dots that any URL library would take for the way up.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
 */
const pathOf = (key: string): string => {
  const escaped = encodeURIComponent(key).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return escaped.replaceAll("%2F", "/");
};

export const s3Sender = ({
  maxAttempts,
  requestHandler,
  region = setting("AWS_REGION"),
  credentials = defaultProvider(),
  env = process.env,
}: S3SenderOptions): SendToS3 => {
  const handler = new NodeHttpHandler(requestHandler);
  // S3 alone takes paths as they are: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
  const signer = new SignatureV4({
    service: "s3",
    region,
    credentials,
    sha256: Sha256,
    uriEscapePath: false,
  });

  const attempt = async (request: S3Request): Promise<string> => {
    const { method, bucket, key = "", query = {}, headers = {}, body: sent, signal } = request;
    const { protocol, hostname, port, host, pathname } = bucketUrl(bucket, region, env);
    const signed = await signer.sign(
      new HttpRequest({
        method,
        protocol,
        hostname,
        ...(port && { port: Number(port) }),
        path: `${pathname.replace(/\/$/, "")}/${pathOf(key)}`,
        query: { ...query },
        headers: {
          host,
          ...headers,
          ...(sent !== undefined && { "content-length": String(Buffer.byteLength(sent)) }),
        },
        ...(sent !== undefined && { body: sent }),
      }),
    );
    const { response } = await handler.handle(new HttpRequest(signed), signal ? { abortSignal: signal } : {});
    const body = response.body instanceof Readable ? await text(response.body) : "";
    if (response.statusCode >= 300) throw failureOf(response.statusCode, body);
    return body;
  };

  return (request) =>
    withRetries(() => attempt(request), {
      maxAttempts,
      shortestPauseMilliseconds,
      isWorthRetrying,
      signal: request.signal,
    });
};
