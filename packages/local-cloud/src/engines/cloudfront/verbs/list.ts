import type { Operation } from "../../../gateway/engine.ts";
import { element } from "../../../gateway/protocols/xml.ts";
import { text } from "../../../gateway/protocols/xml-shape.ts";
import type { CloudFrontContext } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import type { Kind } from "../kinds/kind.ts";
import type { Stored } from "../stored.ts";

export interface PageInput {
  readonly Marker?: string;
  readonly MaxItems?: string;
  /** `managed` or `custom`, for policies. */
  readonly Type?: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly marker: string;
  readonly maxItems: number;
  readonly nextMarker: string | undefined;
}

/** @param items in the order of their ids: the marker is the id of the last one seen */
export const pageOf = <Item extends { readonly id: string }>(
  items: readonly Item[],
  { Marker = "", MaxItems = "100" }: PageInput,
): Page<Item> => {
  const maxItems = Number(MaxItems);
  if (!Number.isInteger(maxItems) || maxItems < 1)
    throw invalidArgument(`MaxItems must be a whole number above 0, but is ${MaxItems}.`);
  const rest = items.filter(({ id }) => id > Marker);
  const page = rest.slice(0, maxItems);
  const nextMarker = rest.length > page.length ? page.at(-1)?.id : undefined;
  return { items: page, marker: Marker, maxItems, nextMarker };
};

/** The content of a list's document. */
export const writePage = <Item>(
  { items, marker, maxItems, nextMarker }: Page<Item>,
  name: string,
  write: (item: Item) => string,
): string =>
  element("Marker", text.write(marker)) +
  (nextMarker === undefined ? "" : element("NextMarker", nextMarker)) +
  element("MaxItems", String(maxItems)) +
  element("IsTruncated", String(nextMarker !== undefined)) +
  element("Quantity", String(items.length)) +
  (items.length === 0 ? "" : element("Items", items.map((item) => element(name, write(item))).join("")));

const chosen = <Config>(kind: Kind<Config>, context: CloudFrontContext, type: string | undefined) => {
  const managed = type === "custom" ? [] : (kind.managed ?? []);
  const custom = type === "managed" ? [] : kind.store(context).list();
  return [...managed, ...custom].sort((one, other) => (one.id < other.id ? -1 : 1));
};

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListDistributions.html and its like */
export const list = <Config>(kind: Kind<Config>, context: CloudFrontContext): Operation<PageInput> => ({
  access: (_input, call) => [{ action: `cloudfront:${call.operation}`, resources: ["*"] }],
  handle: (input) => ({
    Result: pageOf<Stored<Config>>(chosen(kind, context, input.Type), input),
  }),
});
