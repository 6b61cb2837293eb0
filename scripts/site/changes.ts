import type { SiteFile } from "@skein/web/site-file";
import { digestOf, type Manifest } from "./manifest.ts";

/** What it takes to bring a bucket from what it has to what was built. */
export interface Changes {
  readonly uploads: readonly SiteFile[];
  readonly deletions: readonly string[];
  /** What the bucket has afterwards. */
  readonly manifest: Manifest;
}

/**
 * Pages that a browser, a cache or the blog service has made of an earlier look name the assets of that look. The blog
 * service makes its pages anew within minutes, and the edge gives up a stale page after a week.
 */
const assetsAreKeptMs = 30 * 24 * 60 * 60 * 1_000;

const isAsset = (key: string): boolean => key.startsWith("assets/");

/** @param force upload everything, whatever the manifest says */
export const changesFrom = (
  before: Manifest,
  files: readonly SiteFile[],
  { sources, now, force }: { readonly sources: string; readonly now: Date; readonly force: boolean },
): Changes => {
  const digests = Object.fromEntries(files.map((file) => [file.key, digestOf(file)]));
  const gone = Object.keys(before.files).filter((key) => digests[key] === undefined);
  const retired = {
    ...before.retired,
    ...Object.fromEntries(gone.filter(isAsset).map((key) => [key, now.toISOString()])),
  };
  const unused = Object.entries(retired).filter(([key]) => digests[key] === undefined);
  const isExpired = ([, since]: readonly [string, string]) =>
    now.getTime() - Date.parse(since) > assetsAreKeptMs;
  return {
    uploads: files.filter(({ key }) => force || before.files[key] !== digests[key]),
    deletions: [...gone.filter((key) => !isAsset(key)), ...unused.filter(isExpired).map(([key]) => key)],
    manifest: {
      sources,
      files: digests,
      retired: Object.fromEntries(unused.filter((entry) => !isExpired(entry))),
    },
  };
};
