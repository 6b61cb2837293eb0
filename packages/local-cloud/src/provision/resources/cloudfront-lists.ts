/** CloudFormation writes plain lists where CloudFront's API has lists that say how long they are. */
import { TemplateError } from "../errors.ts";
import { isList, isObject, type Json } from "../json.ts";
import type { Shape } from "./shape.ts";

export interface Counted<Item> {
  Quantity: number;
  Items: Item[];
}

export const counted = <Item>(items: readonly Item[] = []): Counted<Item> => ({
  Quantity: items.length,
  Items: [...items],
});

const asksForNothing = (value: Json): boolean => {
  if (isList(value)) return value.length === 0;
  if (isObject(value)) return Object.values(value).every(asksForNothing);
  return value === false || value === "false" || value === "" || value === 0 || value === "none";
};

/** A member that is refused with its path, unless it asks for nothing. */
export const unavailable = (reason: string): Shape<undefined> => ({
  parse: (value, path) => {
    if (!asksForNothing(value)) throw new TemplateError(`${path} is not supported: ${reason}`);
    return undefined;
  },
});
