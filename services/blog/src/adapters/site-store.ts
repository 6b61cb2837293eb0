import { createHash } from "node:crypto";
import { type BucketOptions, bucket, type StoredObject } from "@skein/lambda-kit/bucket";
import { setting } from "@skein/lambda-kit/settings";
import type { SiteFile, SiteStore } from "../domain/site-store.ts";

/** Texts that were read, by key; the container of a function reads a template once. */
type Texts = Map<string, { readonly version: string; readonly text: string }>;

const readBefore: Texts = new Map();

/**
 * The ETag of what is uploaded whole, and encrypted with keys of S3 (SSE-S3), is the MD5 of its content. With other keys
 * it is something else: then every page is written every time, and all is well otherwise.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
const etagOf = (text: string): string => `"${createHash("md5").update(text).digest("hex")}"`;

const fileOf = ({ key, modifiedAt, etag }: StoredObject): SiteFile => ({
  key,
  modifiedAt,
  version: etag,
  holds: (text) => etag === etagOf(text),
});

/** The bucket that `SITE_BUCKET` names. */
export const siteStore = (
  options: BucketOptions = {},
  name = setting("SITE_BUCKET"),
  texts: Texts = readBefore,
): SiteStore => {
  const files = bucket(name, options);
  return {
    async list() {
      const found: StoredObject[] = [];
      let isMore = true;
      while (isMore) {
        const { entries, hasMore } = await files.objects({ prefix: "", after: found.at(-1) });
        found.push(...entries);
        isMore = hasMore;
      }
      return found.map(fileOf);
    },

    async read({ key, version }) {
      const known = texts.get(key);
      if (known?.version === version) return known.text;
      const text = await files.read(key);
      texts.set(key, { version, text });
      return text;
    },

    write: (key, text, { ContentType, CacheControl }) =>
      files.write(key, text, { contentType: ContentType, cacheControl: CacheControl }),

    remove: (key) => files.remove(key),
  };
};
