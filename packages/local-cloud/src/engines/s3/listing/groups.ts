/**
 * The common part of all listings: what is below a delimiter is rolled up into one entry that counts like a key.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-prefixes.html
 */
import { afterKey, afterPrefix, later } from "./key-range.ts";

export interface Grouping {
  readonly prefix: string;
  /** Empty: nothing is rolled up. */
  readonly delimiter: string;
}

export interface ListingRequest extends Grouping {
  /** Where the listing starts: at this key, or at whatever is rolled up into this prefix. */
  readonly from: Buffer;
  readonly limit: number;
}

export type ListingEntry<Item> =
  | { readonly kind: "item"; readonly key: string; readonly item: Item }
  | { readonly kind: "prefix"; readonly prefix: string };

export interface ListingPage<Item> {
  readonly entries: readonly ListingEntry<Item>[];
  readonly truncated: boolean;
}

/** Up to `limit` items from a position on; several may have the same key. */
export type Fetch<Item> = (from: Buffer, to: Buffer | undefined, limit: number) => readonly Item[];

const commonPrefixOf = (key: string, { prefix, delimiter }: Grouping): string | undefined => {
  if (delimiter === "" || !key.startsWith(prefix)) return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
};

/** Where a listing goes on after a key, or after all that is rolled up together with it. */
export const positionAfter = (key: string, grouping: Grouping): Buffer => {
  const common = commonPrefixOf(key, grouping);
  return (common === undefined ? undefined : afterPrefix(Buffer.from(common))) ?? afterKey(Buffer.from(key));
};

/** What a page ended with, by which the next one is asked for. */
export const lastOf = <Item>({ entries }: ListingPage<Item>): string | undefined => {
  const last = entries.at(-1);
  return last?.kind === "prefix" ? last.prefix : last?.key;
};

export const itemsOf = <Item>({ entries }: ListingPage<Item>): readonly Item[] =>
  entries.flatMap((entry) => (entry.kind === "item" ? [entry.item] : []));

export const prefixesOf = <Item>({ entries }: ListingPage<Item>): readonly string[] =>
  entries.flatMap((entry) => (entry.kind === "prefix" ? [entry.prefix] : []));

const largestBatch = 1_000;
/** Behind a jump the next prefix is likely to be near. */
const batchAfterJump = 4;

/**
 * Walks the keys from `request.from` on and jumps over what a common prefix stands for, so that a page costs
 * what it shows and not what lies beneath it.
 *
 * @param first items of the very first key that is only partly listed (versions after a marker)
 */
export const listPage = <Item extends { readonly key: string }>(
  request: ListingRequest,
  fetch: Fetch<Item>,
  first: readonly Item[] = [],
): ListingPage<Item> => {
  const { prefix, limit } = request;
  const prefixBytes = Buffer.from(prefix);
  const to = afterPrefix(prefixBytes);
  const entries: ListingEntry<Item>[] = [];
  let from = later(request.from, prefixBytes);
  let batch = first;
  let exhausted = false;
  let batchSize = largestBatch;
  if (limit === 0) return { entries, truncated: false };

  for (;;) {
    let jump: Buffer | undefined;
    for (const item of batch) {
      if (entries.length === limit) return { entries, truncated: true };
      const common = commonPrefixOf(item.key, request);
      if (common === undefined) {
        entries.push({ kind: "item", key: item.key, item });
        continue;
      }
      entries.push({ kind: "prefix", prefix: common });
      jump = afterPrefix(Buffer.from(common));
      break;
    }
    if (jump) from = jump;
    else if (exhausted) return { entries, truncated: false };
    batchSize = jump ? batchAfterJump : Math.min(largestBatch, batchSize * 4);
    if (to && Buffer.compare(from, to) >= 0) return { entries, truncated: false };
    const wanted = request.delimiter === "" ? limit - entries.length + 1 : Math.min(batchSize, limit + 1);
    batch = fetch(from, to, wanted);
    exhausted = batch.length < wanted;
    const last = batch.at(-1);
    if (last) from = afterKey(Buffer.from(last.key));
  }
};
