import { isJsonObject, type Json, type JsonObject } from "../../engines/matching/json.ts";
import { compilePattern, matchesPattern } from "../../engines/matching/pattern.ts";
import type { KinesisEvent } from "./kinesis-record.ts";
import type { Mapping } from "./mapping.ts";

/** Whether a record of the event is for the function. */
export type RecordFilter = (record: object) => boolean;

/**
 * The filter of a mapping: a record passes when any pattern matches, or when there is none. The body of a message
 * is matched as JSON when it is a JSON object, else as text, and then only by a pattern that wants text.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
 * https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html
 */
export const recordFilter = (mapping: Pick<Mapping, "source" | "FilterCriteria">): RecordFilter => {
  const sources = mapping.FilterCriteria?.Filters ?? [];
  if (sources.length === 0) return () => true;
  const patterns = sources.map(({ Pattern }) => compilePattern(Pattern));
  const filterable = filterableOf[mapping.source];
  return (record) => {
    const event = filterable(record);
    return event !== undefined && patterns.some((pattern) => matchesPattern(pattern, event));
  };
};

/** What the patterns see of a record; `undefined`: it cannot pass. */
const filterableOf: Readonly<Record<Mapping["source"], (record: object) => JsonObject | undefined>> = {
  sqs: (record) => {
    const message = record as JsonObject;
    const parsed = typeof message.body === "string" ? parse(message.body) : undefined;
    return isJsonObject(parsed) ? { ...message, body: parsed } : message;
  },
  dynamodb: (record) => record as JsonObject,
  // Nothing but the data can be filtered by, and data that is no JSON does not pass.
  kinesis: (record) => {
    const data = parse(Buffer.from((record as KinesisEvent).kinesis.data, "base64").toString("utf8"));
    return data === undefined ? undefined : { data };
  },
};

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};
