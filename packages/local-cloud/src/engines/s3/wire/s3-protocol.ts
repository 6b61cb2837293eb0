/** S3 on the wire: REST-XML with streamed bodies. https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html */
import { RawAnswer, type RequestHead } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import type {
  Gate,
  IncomingBody,
  StreamedCall,
  StreamedRequest,
  StreamProtocol,
} from "../../../gateway/stream-protocol.ts";
import { isBucketName } from "../buckets/bucket-name.ts";
import type { BucketStore } from "../buckets/bucket-store.ts";
import { type CorsQuestion, corsHeaders, corsRuleFor } from "../buckets/cors.ts";
import { noSuchBucket } from "../errors.ts";
import { checkKey } from "../objects/write-input.ts";
import { type Address, addressOf, bucketOfHost } from "./address.ts";
import { encodeAnswer, encodeFailure } from "./answers.ts";
import { decodeForm } from "./decode-form.ts";
import { requestDocuments } from "./documents.ts";
import { inputOf } from "./members.ts";
import { preflightQuestionOf } from "./preflight.ts";
import { readWhole } from "./read-document.ts";
import { queryOf, routeOf } from "./routes.ts";

/** Operations whose body is content, and is read as it comes. */
const streaming = new Set(["PutObject", "UploadPart"]);

const methodNotAllowed = ({ method }: RequestHead, { key, bucket }: Address) =>
  new AwsError("MethodNotAllowed", "The specified method is not allowed against this resource.", {
    status: 405,
    fields: {
      Method: method,
      ResourceType: key === undefined ? (bucket === undefined ? "SERVICE" : "BUCKET") : "OBJECT",
    },
  });

const addressOrNothing = (head: RequestHead): Address => {
  try {
    return addressOf(head);
  } catch {
    return { bucket: undefined, key: undefined };
  }
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html: the length must be known. */
const requireLength = (body: IncomingBody, { headers }: RequestHead): void => {
  if (body.length === undefined && headers["transfer-encoding"] !== undefined)
    throw new AwsError("MissingContentLength", "You must provide the Content-Length HTTP header.", {
      status: 411,
    });
};

/** Whoever asks along with a request what is asked before one is answered as then. */
const questionOf = (head: RequestHead): CorsQuestion | undefined => {
  const question = preflightQuestionOf(head);
  return question.origin === "" ? undefined : { ...question, method: question.method || head.method };
};

export const createS3Protocol = (buckets: BucketStore): StreamProtocol => {
  /** Browsers must be told on every answer, failures too, that the page may read it. */
  const crossOrigin = (head: RequestHead): Record<string, string> => {
    const question = questionOf(head);
    const { bucket } = question ? addressOrNothing(head) : { bucket: undefined };
    const rules = bucket === undefined ? undefined : buckets.find(bucket)?.cors;
    const rule = question && rules && corsRuleFor(rules, question);
    return question && rule ? corsHeaders(rule, question) : {};
  };

  const decodeBody = async (
    operation: string,
    request: StreamedRequest,
    input: Record<string, unknown>,
    body: IncomingBody,
  ): Promise<Record<string, unknown>> => {
    if (streaming.has(operation)) {
      requireLength(body, request);
      const length = body.length === undefined ? {} : { ContentLength: body.length };
      return { ...input, ...length, Body: body };
    }
    const document = Object.hasOwn(requestDocuments, operation) ? requestDocuments[operation] : undefined;
    if (!document) return input;
    // The checksums of a completion are those of the object.
    const bytes = await readWhole(body, input, operation !== "CompleteMultipartUpload");
    if (bytes.length === 0 && document.optional) return input;
    return { ...input, [document.member]: document.read(bytes) };
  };

  const decode = async (request: StreamedRequest, gate: Gate): Promise<StreamedCall> => {
    const address = addressOf(request);
    const query = queryOf(request);
    const operation = routeOf(request, address, query);
    if (operation === undefined) throw methodNotAllowed(request, address);
    const { bucket, key } = address;
    const named = {
      ...(bucket === undefined ? {} : { Bucket: bucket }),
      ...(key === undefined ? {} : { Key: key }),
    };
    // A browser asks before it signs, or with the signature of what it is about to do.
    if (operation === "PreflightRequest")
      return { operation, input: named, principal: { kind: "anonymous" } };
    if (operation === "PostObject" && bucket !== undefined) return decodeForm(request, bucket, gate);
    const { principal, body } = gate.admit();
    if (key !== undefined) checkKey(key);
    if (principal.kind === "anonymous" && bucket !== undefined && !buckets.find(bucket))
      throw noSuchBucket(bucket);
    const input = Object.assign(inputOf(request, query), named);
    return { operation, input: await decodeBody(operation, request, input, body), principal };
  };

  return {
    claims: (head) => {
      if (head.headers["x-amz-target"] !== undefined) return false;
      if (bucketOfHost(head) !== undefined) return true;
      const { bucket } = addressOrNothing(head);
      if (bucket === undefined || !isBucketName(bucket)) return false;
      return head.method !== "OPTIONS" || buckets.find(bucket) !== undefined;
    },
    operationOf: (head) => routeOf(head, addressOrNothing(head)) ?? `${head.method} request`,
    decode,
    encode: (head, call, output, requestId) =>
      output instanceof RawAnswer ? output : encodeAnswer(head, call, output, requestId, crossOrigin(head)),
    encodeError: (head, error, requestId) => encodeFailure(head, error, requestId, crossOrigin(head)),
  };
};
