import { invalidParameter } from "./errors.ts";

const pageSize = 100;

/**
 * A page of a hundred, in the order of a unique key; the token is the last key of the page before.
 *
 * @throws `InvalidParameter` for a token that is none
 */
export const pageOf = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  token: string | undefined,
): { items: readonly Item[]; nextToken: string | undefined } => {
  const after = token ? Buffer.from(token, "base64url").toString() : undefined;
  if (after !== undefined && !after.startsWith("arn:")) throw invalidParameter("NextToken");
  const sorted = items.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const rest = after === undefined ? sorted : sorted.filter((item) => keyOf(item) > after);
  const page = rest.slice(0, pageSize);
  const last = page.at(-1);
  const more = rest.length > page.length && last !== undefined;
  return { items: page, nextToken: more ? Buffer.from(keyOf(last)).toString("base64url") : undefined };
};
