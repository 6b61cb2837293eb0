import { invalidParameter } from "./errors.ts";
import { type Input, reader } from "./input.ts";

const mostResults = 60;

/**
 * One page of a list; the token says where the next one starts.
 * @throws {AwsError} `ValidationException`, `InvalidParameterException`
 */
export const pageOf = <Entry>(
  entries: readonly Entry[],
  input: Input,
): { readonly page: readonly Entry[]; readonly next: { readonly NextToken?: string } } => {
  const read = reader(input);
  const limit = read.optionalNumber("MaxResults", { minimum: 1, maximum: mostResults }) ?? mostResults;
  const token = read.optionalText("NextToken");
  const start = token === undefined ? 0 : Number(Buffer.from(token, "base64url").toString("utf8"));
  if (!Number.isInteger(start) || start < 0) throw invalidParameter("The pagination token is invalid.");
  const end = start + limit;
  return {
    page: entries.slice(start, end),
    next: end < entries.length ? { NextToken: Buffer.from(String(end)).toString("base64url") } : {},
  };
};
