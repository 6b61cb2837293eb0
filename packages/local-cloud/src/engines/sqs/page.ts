import { invalidParameterValue } from "./errors.ts";

/** A page of a list that is ordered by a unique key; the token is the last key of the page before. */
export const pageOf = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  token: string | undefined,
  maximum: number | undefined,
): { items: readonly Item[]; nextToken: string | undefined } => {
  if (maximum !== undefined && (maximum < 1 || maximum > 1000))
    throw invalidParameterValue(maximum, "MaxResults", "MaxResults must be an integer between 1 and 1000.");
  const after = token === undefined ? undefined : Buffer.from(token, "base64url").toString();
  const rest = after === undefined ? items : items.filter((item) => keyOf(item) > after);
  const page = rest.slice(0, maximum ?? 1000);
  const last = page.at(-1);
  // Without MaxResults AWS answers 1,000 names and no token.
  const more = maximum !== undefined && rest.length > page.length && last !== undefined;
  return { items: page, nextToken: more ? Buffer.from(keyOf(last)).toString("base64url") : undefined };
};
