/**
 * A bucket behind an origin access control: objects are read as the service CloudFront on behalf of the distribution,
 * so that the bucket's policy can admit it and nobody else.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { Dispatcher } from "../../gateway/engine.ts";
import { AwsError } from "../../gateway/errors.ts";
import { element, xmlMembers } from "../../gateway/protocols/xml.ts";
import type { Principal } from "../../iam/principal.ts";
import type { OriginAnswer, OriginFetch, OriginRequest } from "./origin.ts";
import { corsHeadersOf } from "./s3-cors.ts";
import { objectHeaders, objectInput } from "./s3-members.ts";

export interface S3OriginSettings {
  readonly bucket: string;
  /** Who reads: the distribution, or nobody in particular. */
  readonly principal: Principal;
  /** S3 over HTTP, for what needs nobody's permission. */
  readonly http: OriginFetch;
}

const answerHeaders = (requestId: string = randomUUID()) => ({
  server: "AmazonS3",
  date: new Date().toUTCString(),
  "x-amz-request-id": requestId,
});

const errorAnswer = (method: string, path: string, error: AwsError): OriginAnswer => {
  const requestId = randomUUID();
  const members = {
    Code: error.code,
    Message: error.message,
    Resource: path.split("?", 1)[0],
    ...error.fields,
    RequestId: requestId,
  };
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${element("Error", xmlMembers(members))}`;
  const empty = method === "HEAD" || error.status === 304;
  return {
    status: error.status,
    headers: { ...answerHeaders(requestId), "content-type": "application/xml" },
    body: Readable.from(empty ? [] : [Buffer.from(text)]),
  };
};

const notAllowed = (method: string) =>
  new AwsError("MethodNotAllowed", `The local edge does not send ${method} to buckets.`, { status: 405 });

/** S3 takes the host for the name of a bucket: a policy that sends the viewer's `Host` finds none there. */
const noSuchBucket = (host: string) =>
  new AwsError("NoSuchBucket", "The specified bucket does not exist", {
    status: 404,
    fields: { BucketName: host },
  });

const operations: Readonly<Record<string, string>> = { GET: "GetObject", HEAD: "HeadObject" };

const isBody = (value: unknown): value is AsyncIterable<Buffer> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

const keyOf = (path: string): string => {
  try {
    return decodeURIComponent((path.split("?", 1)[0] ?? "").slice(1));
  } catch {
    throw new AwsError("InvalidURI", "Couldn't parse the specified URI.");
  }
};

export const s3Origin = (settings: S3OriginSettings, dispatcher: Dispatcher): OriginFetch => {
  const { bucket, principal, http } = settings;
  const read = async (
    { method, path, headers, protocol }: OriginRequest,
    signal: AbortSignal | undefined,
  ) => {
    const operation = operations[method];
    if (operation === undefined) throw notAllowed(method);
    if (headers.host !== undefined) throw noSuchBucket(headers.host);
    const key = keyOf(path);
    // Without a key the request would be for a list of the bucket, which is not what distributions are for.
    if (key === "") throw new AwsError("AccessDenied", "Access Denied", { status: 403 });
    const input = { Bucket: bucket, Key: key, ...objectInput(headers) };
    const output: Readonly<Record<string, unknown>> = await dispatcher.call(
      "s3",
      operation,
      input,
      principal,
      signal,
    );
    const cors = await corsHeadersOf({ method, path, headers, protocol }, `/${bucket}${path}`, http);
    return {
      status: output.ContentRange === undefined ? 200 : 206,
      headers: { ...answerHeaders(), ...objectHeaders(output), ...cors },
      body: isBody(output.Body) ? Readable.from(output.Body) : Readable.from([]),
    };
  };

  return async (request, signal) => {
    // Whether another site's page may ask is for the bucket's CORS rules to say, whoever asks.
    if (request.method === "OPTIONS" && request.headers.host === undefined)
      return http({ ...request, path: `/${bucket}${request.path}` }, signal);
    try {
      return await read(request, signal);
    } catch (error) {
      if (error instanceof AwsError) return errorAnswer(request.method, request.path, error);
      throw error;
    }
  };
};
