/**
 * Clients from before November 2023 speak the query protocol to SQS. They get an answer that they can read.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-faqs.html
 */
import type { RawRequest } from "../engine.ts";
import { AwsError } from "../errors.ts";
import type { Codec } from "./codec.ts";
import { queryCodec } from "./query.ts";

export const isForm = ({ headers }: RawRequest): boolean =>
  headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;

/** Refuses every call, in the protocol in which it came. */
export const olderQueryCodec: Codec = {
  ...queryCodec,
  decode: ({ service }) => {
    throw new AwsError(
      "InvalidAction",
      `This client speaks the older query protocol to ${service}; the local cloud speaks AWS JSON. Update it: AWS CLI 1.29.81 or 2.13.33, or an SDK from November 2023 or later.`,
    );
  },
};
