import { AwsError } from "../../gateway/errors.ts";
import type { InputReader } from "../../gateway/input-reader.ts";

const tokenOf = (key: string): string => Buffer.from(key, "utf8").toString("base64url");

interface PageRules {
  /** Member that holds the size of a page: `PageSize`, in v1 `MaxItems`. */
  readonly size: string;
  readonly maximum: number;
}

/**
 * One page of a list in the order of its keys.
 *
 * @throws {AwsError} `InvalidNextTokenException`
 */
export const pageOf = <T>(
  read: InputReader,
  items: readonly T[],
  keyOf: (item: T) => string,
  { size: member, maximum }: PageRules = { size: "PageSize", maximum: 1_000 },
) => {
  const token = read.optionalText("NextToken");
  const start = token === undefined ? 0 : 1 + items.findIndex((item) => tokenOf(keyOf(item)) === token);
  if (token !== undefined && start === 0)
    throw new AwsError("InvalidNextTokenException", "The specified NextToken is invalid.", {
      queryCode: "InvalidParameterValue",
    });
  const size = read.optionalNumber(member, { minimum: 1, maximum }) ?? Math.min(100, maximum);
  const page = items.slice(start, start + size);
  const last = page.at(-1);
  return { page, NextToken: last && items.length > start + size ? tokenOf(keyOf(last)) : undefined };
};
