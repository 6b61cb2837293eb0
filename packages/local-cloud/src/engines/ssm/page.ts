import { AwsError } from "../../gateway/errors.ts";
import type { InputReader } from "../../gateway/input-reader.ts";
import type { Parameter } from "./parameter.ts";

export interface Page {
  readonly items: readonly Parameter[];
  readonly NextToken: string | undefined;
}

const tokenOf = (name: string): string => Buffer.from(name, "utf8").toString("base64url");

const startOf = (read: InputReader): string => {
  const token = read.optionalText("NextToken");
  if (token === undefined) return "";
  const name = Buffer.from(token, "base64url").toString("utf8");
  if (name === "" || tokenOf(name) !== token)
    throw new AwsError("InvalidNextToken", "The specified token isn't valid.");
  return name;
};

/** One page of parameters in the order of their names; a page starts after a name, so writes do not shift it. */
export const pageOf = (read: InputReader, parameters: readonly Parameter[], mostResults: number): Page => {
  const start = startOf(read);
  const size = read.optionalNumber("MaxResults", { minimum: 1, maximum: mostResults }) ?? mostResults;
  const rest = parameters.filter(({ name }) => name > start);
  const items = rest.slice(0, size);
  const last = items.at(-1);
  return { items, NextToken: last && rest.length > size ? tokenOf(last.name) : undefined };
};
