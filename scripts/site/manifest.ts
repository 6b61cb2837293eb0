/** What the site bucket has of the site's look: `templates/manifest.json` in it. */
import { createHash } from "node:crypto";
import { GetObjectCommand, NoSuchKey, PutObjectCommand } from "@aws-sdk/client-s3";
import { siteManifestKey } from "@skein/contracts/site";
import type { SiteFile } from "@skein/web/site-file";
import type { SitePlace } from "./site-place.ts";

const format = 1;

export interface Manifest {
  /** Fingerprint of the sources that the files were built from. */
  readonly sources: string;
  /** Each file's content and headers in short, by key. */
  readonly files: Readonly<Record<string, string>>;
  /** Assets that are no part of the look any more, and since when. */
  readonly retired: Readonly<Record<string, string>>;
}

export const emptyManifest: Manifest = { sources: "", files: {}, retired: {} };

/** Changes with what browsers get: the content, or what they are told of it. */
export const digestOf = ({ body, contentType, cacheControl }: SiteFile): string =>
  createHash("sha256").update(`${contentType}\n${cacheControl}\n`).update(body).digest("hex");

/** A manifest that is no longer understood counts as none: everything is uploaded, and it is written anew. */
const parsed = (text: string): Manifest => {
  const found = JSON.parse(text) as Partial<Manifest & { readonly format: number }>;
  const { sources, files, retired } = found;
  return found.format === format && sources !== undefined && files && retired
    ? { sources, files, retired }
    : emptyManifest;
};

export const readManifest = async ({ s3, bucket }: SitePlace): Promise<Manifest> => {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: siteManifestKey }));
    return parsed((await Body?.transformToString()) ?? "");
  } catch (error) {
    if (error instanceof NoSuchKey || error instanceof SyntaxError) return emptyManifest;
    throw error;
  }
};

export const writeManifest = async ({ s3, bucket }: SitePlace, manifest: Manifest): Promise<void> => {
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: siteManifestKey,
      Body: JSON.stringify({ format, ...manifest }, null, 2),
      ContentType: "application/json",
      CacheControl: "no-store",
    }),
  );
};
