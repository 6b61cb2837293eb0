import { invalidParameter } from "./errors.ts";
import { type Input, optionalInteger, optionalText } from "./input.ts";

/**
 * One page of a list; the token says where the next one starts.
 * @param tokenName `NextToken`, or `PaginationToken` of `ListUsers`
 */
export const pageOf = <Entry>(
  entries: readonly Entry[],
  input: Input,
  {
    limitName,
    tokenName,
    most,
  }: { readonly limitName: string; readonly tokenName: string; readonly most: number },
): { readonly page: readonly Entry[]; readonly next: Readonly<Record<string, string>> } => {
  const token = optionalText(input, tokenName);
  const start = token === undefined ? 0 : Number(Buffer.from(token, "base64url").toString("utf8"));
  if (!Number.isInteger(start) || start < 0) throw invalidParameter(`Invalid ${tokenName}`);
  const limit = optionalInteger(input, limitName, { min: 0, max: most }) || most;
  const end = start + limit;
  return {
    page: entries.slice(start, end),
    next: end < entries.length ? { [tokenName]: Buffer.from(String(end)).toString("base64url") } : {},
  };
};
