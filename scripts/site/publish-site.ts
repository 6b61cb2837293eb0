import { DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import type { SiteFile } from "@skein/web/site-file";
import { changesFrom } from "./changes.ts";
import { readManifest, writeManifest } from "./manifest.ts";
import type { SitePlace } from "./site-place.ts";

/** What is published. */
export interface SiteSource {
  readonly fingerprint: string;
  build(): Promise<readonly SiteFile[]>;
}

export interface PublishSettings {
  /** Upload everything, whatever the bucket is said to have. */
  readonly force?: boolean;
  readonly now?: Date;
}

/** What was done: keys, and paths at the edge. */
export interface Published {
  readonly uploaded: readonly string[];
  readonly deleted: readonly string[];
  readonly invalidated: readonly string[];
}

const upload = async ({ s3, bucket }: SitePlace, files: readonly SiteFile[]): Promise<void> => {
  await Promise.all(
    files.map(({ key, body, contentType, cacheControl }) =>
      s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ContentType: contentType,
          CacheControl: cacheControl,
        }),
      ),
    ),
  );
};

const isPage = (key: string): boolean => !/^(?:assets|templates)\//.test(key);

/**
 * Brings the site bucket to what the sources are, and has the edge forget the pages that changed.
 *
 * Assets come first, so that no page names one that is not there, and the manifest last: a publication that breaks off
 * is done again by the next one, and whoever makes pages of templates hears of it when all of them are there.
 */
export const publishSite = async (
  place: SitePlace,
  source: SiteSource,
  { force = false, now = new Date() }: PublishSettings = {},
): Promise<Published> => {
  const before = await readManifest(place);
  if (before.sources === source.fingerprint && !force) return { uploaded: [], deleted: [], invalidated: [] };

  const changes = changesFrom(before, await source.build(), { sources: source.fingerprint, now, force });
  const { uploads, deletions, manifest } = changes;
  await upload(
    place,
    uploads.filter(({ kind }) => kind === "asset"),
  );
  await upload(
    place,
    uploads.filter(({ kind }) => kind !== "asset"),
  );
  for (const Key of deletions) await place.s3.send(new DeleteObjectCommand({ Bucket: place.bucket, Key }));
  const uploaded = uploads.map(({ key }) => key);
  const pages = [...uploaded, ...deletions].filter(isPage).map((key) => `/${key}`);
  const invalidated = place.invalidate ? pages : [];
  if (invalidated.length > 0) await place.invalidate?.(invalidated);
  await writeManifest(place, manifest);
  return { uploaded, deleted: deletions, invalidated };
};
