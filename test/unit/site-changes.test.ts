import type { SiteFile } from "@skein/web/site-file";
import { describe, expect, it } from "vitest";
import { changesFrom } from "../../scripts/site/changes.ts";
import { emptyManifest, type Manifest } from "../../scripts/site/manifest.ts";

const file = (key: string, text = key, changes: Partial<SiteFile> = {}): SiteFile => ({
  key,
  kind: key.startsWith("assets/") ? "asset" : "page",
  body: Buffer.from(text),
  contentType: "text/html",
  cacheControl: "public",
  ...changes,
});

const at = (day: number) => new Date(Date.UTC(2026, 0, day));

const after = (before: Manifest, files: readonly SiteFile[], day = 1, force = false) => {
  const { uploads, deletions, manifest } = changesFrom(before, files, {
    sources: "of-now",
    now: at(day),
    force,
  });
  return { uploads: uploads.map(({ key }) => key), deletions, manifest };
};

const look = [file("assets/site-A.css"), file("subscribe"), file("404.html")];

describe("what changes in the bucket", () => {
  it("is everything at first, and nothing when it is the same again", () => {
    const first = after(emptyManifest, look);
    expect(first.uploads).toEqual(["assets/site-A.css", "subscribe", "404.html"]);
    expect(after(first.manifest, look)).toMatchObject({ uploads: [], deletions: [] });
  });

  it("is what has another content, or is served another way", () => {
    const { manifest } = after(emptyManifest, look);
    const changed = [
      file("assets/site-A.css"),
      file("subscribe", "more"),
      file("404.html", "404.html", { cacheControl: "no-store" }),
    ];
    expect(after(manifest, changed).uploads).toEqual(["subscribe", "404.html"]);
  });

  it("is everything when that is asked for", () => {
    const { manifest } = after(emptyManifest, look);
    expect(after(manifest, look, 1, true).uploads).toHaveLength(3);
  });

  it("takes a page away at once that is no more", () => {
    const { manifest } = after(emptyManifest, look);
    const { deletions, manifest: next } = after(manifest, look.slice(0, 2));
    expect(deletions).toEqual(["404.html"]);
    expect(after(next, look.slice(0, 2)).deletions).toEqual([]);
  });

  it("keeps an asset for thirty days after the last look that had it", () => {
    const { manifest: first } = after(emptyManifest, look, 1);
    const other = [file("assets/site-B.css"), ...look.slice(1)];
    const { deletions, manifest: second } = after(first, other, 2);
    expect(deletions).toEqual([]);
    const { deletions: early, manifest: third } = after(second, other, 32);
    expect(early).toEqual([]);
    const { deletions: late, manifest: fourth } = after(third, other, 33);
    expect(late).toEqual(["assets/site-A.css"]);
    expect(after(fourth, other, 90).deletions).toEqual([]);
  });

  it("forgets that an asset was given up when it is back", () => {
    const { manifest: first } = after(emptyManifest, look, 1);
    const { manifest: second } = after(first, look.slice(1), 2);
    const { uploads, manifest: third } = after(second, look, 20);
    expect(uploads).toEqual(["assets/site-A.css"]);
    expect(after(third, look, 60).deletions).toEqual([]);
  });
});
