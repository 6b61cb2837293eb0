/** Answers and errors on the wire: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonResponseHeaders.html */
import { RawAnswer, type RequestHead } from "../../../gateway/engine.ts";
import type { AwsError } from "../../../gateway/errors.ts";
import { element, xmlMembers } from "../../../gateway/protocols/xml.ts";
import { StreamedAnswer, type StreamedCall } from "../../../gateway/stream-protocol.ts";
import type { StoredContent } from "../bodies/stored-content.ts";
import { S3Error } from "../errors.ts";
import { hostIdOf } from "../host-id.ts";
import { responseDocuments } from "./documents.ts";
import { headersOf } from "./members.ts";

/** Successes that are not 200. */
const statuses: Readonly<Record<string, number>> = {
  AbortMultipartUpload: 204,
  DeleteBucket: 204,
  DeleteBucketCors: 204,
  DeleteBucketEncryption: 204,
  DeleteBucketLifecycle: 204,
  DeleteBucketOwnershipControls: 204,
  DeleteBucketPolicy: 204,
  DeleteBucketTagging: 204,
  DeleteObject: 204,
  DeleteObjectTagging: 204,
  DeletePublicAccessBlock: 204,
  PutBucketPolicy: 204,
  PutBucketTagging: 204,
};

const commonHeaders = (requestId: string): Record<string, string> => ({
  server: "AmazonS3",
  "x-amz-request-id": requestId,
  "x-amz-id-2": hostIdOf(requestId),
});

const isContent = (body: unknown): body is StoredContent =>
  typeof body === "object" && body !== null && "pour" in body;

export const encodeAnswer = (
  { method }: RequestHead,
  { operation }: StreamedCall,
  answer: object,
  requestId: string,
  more: Record<string, string>,
): RawAnswer | StreamedAnswer => {
  const output: Readonly<Record<string, unknown>> = { ...answer };
  const status = typeof output.HttpStatus === "number" ? output.HttpStatus : (statuses[operation] ?? 200);
  const document = Object.hasOwn(responseDocuments, operation) ? responseDocuments[operation] : undefined;
  if (document && (operation !== "PostObject" || status === 201)) {
    // What a form is answered stands in headers as well.
    const outside = Object.entries(output).filter(
      ([member]) => operation === "PostObject" || !document.members.includes(member),
    );
    const headers = {
      ...commonHeaders(requestId),
      ...more,
      ...headersOf(Object.fromEntries(outside)),
      "content-type": document.contentType,
    };
    return new RawAnswer(status, headers, document.write(output));
  }
  const headers = { ...commonHeaders(requestId), ...more, ...headersOf(output) };
  if (isContent(output.Body)) {
    const { whole } = output.Body;
    return whole ? new RawAnswer(status, headers, whole) : new StreamedAnswer(status, headers, output.Body);
  }
  // The length of what a GET would answer is not that of this answer.
  if (method === "HEAD") return new StreamedAnswer(status, headers);
  return new RawAnswer(status, headers, "");
};

export const encodeFailure = (
  { method, url }: RequestHead,
  error: AwsError,
  requestId: string,
  more: Record<string, string>,
): RawAnswer | StreamedAnswer => {
  const headers = {
    ...commonHeaders(requestId),
    ...more,
    ...(error instanceof S3Error ? error.headers : {}),
  };
  if (method === "HEAD" || error.status === 304) return new StreamedAnswer(error.status, headers);
  const members = {
    Code: error.code,
    Message: error.message,
    Resource: url.split("?", 1)[0],
    ...error.fields,
    RequestId: requestId,
    HostId: hostIdOf(requestId),
  };
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${element("Error", xmlMembers(members))}`;
  return new RawAnswer(error.status, { ...headers, "content-type": "application/xml" }, body);
};
