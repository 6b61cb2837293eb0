import { invalidParameter } from "./lambda-errors.ts";
import { type Input, optionalText } from "./members.ts";

/** A page of a list, and where the next one begins. */
export const pageOf = <Item>(
  input: Input,
  items: readonly Item[],
  limit: number,
  maximum: number,
): { items: readonly Item[]; NextMarker?: string } => {
  const marker = optionalText(input, "Marker");
  const start = marker ? Number(Buffer.from(marker, "base64url").toString("utf8")) : 0;
  if (!Number.isInteger(start) || start < 0) throw invalidParameter("The marker is not valid.");
  const end = start + Math.min(limit, maximum);
  const page = items.slice(start, end);
  if (end >= items.length) return { items: page };
  return { items: page, NextMarker: Buffer.from(String(end)).toString("base64url") };
};
