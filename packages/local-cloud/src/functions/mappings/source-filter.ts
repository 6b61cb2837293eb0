import { isJsonObject, type Json, type JsonObject } from "../../engines/matching/json.ts";
import { compilePattern, matchesPattern } from "../../engines/matching/pattern.ts";
import type { Mapping } from "./mapping.ts";

/** Whether a record of the event is for the function. */
export type RecordFilter = (record: object) => boolean;

/**
 * The filter of a mapping: a record passes when any pattern matches, or when there is none. The body of a message
 * is matched as JSON when it is a JSON object, else as text, and then only by a pattern that wants text.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
 */
export const recordFilter = (mapping: Pick<Mapping, "source" | "FilterCriteria">): RecordFilter => {
  const sources = mapping.FilterCriteria?.Filters ?? [];
  if (sources.length === 0) return () => true;
  const patterns = sources.map(({ Pattern }) => compilePattern(Pattern));
  const dataMember = mapping.source === "sqs" ? "body" : undefined;
  return (record) => {
    const event = withParsedData(record as JsonObject, dataMember);
    return patterns.some((pattern) => matchesPattern(pattern, event));
  };
};

const withParsedData = (record: JsonObject, member: string | undefined): JsonObject => {
  const text = member === undefined ? undefined : record[member];
  if (member === undefined || typeof text !== "string") return record;
  const parsed = parse(text);
  return isJsonObject(parsed) ? { ...record, [member]: parsed } : record;
};

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};
