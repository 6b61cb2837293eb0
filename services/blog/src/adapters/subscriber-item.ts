import { timestamp } from "@skein/contracts/time";
import { wholeNumber } from "@skein/contracts/whole-number";
import type { Subscriber } from "../domain/subscriber.ts";

const text = (item: Record<string, unknown>, name: string): string => {
  const value = item[name];
  if (typeof value !== "string" || value === "") throw new Error(`${name} must be a text`);
  return value;
};

const version = wholeNumber(1);

/** A subscriber as the table has it. */
export const subscriberIn = (item: Record<string, unknown>): Subscriber => ({
  id: text(item, "id"),
  key: text(item, "key"),
  email: text(item, "email"),
  createdAt: timestamp.parse(item.createdAt),
  updatedAt: timestamp.parse(item.updatedAt),
  version: version.parse(item.version),
});

/** With the region in which it was written, as its stream needs it. */
export const subscriberAtOrigin = (
  item: Record<string, unknown>,
): { readonly subscriber: Subscriber; readonly originRegion: string } => ({
  subscriber: subscriberIn(item),
  originRegion: text(item, "originRegion"),
});
