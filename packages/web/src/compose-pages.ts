import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pageHeaders, siteKeyOf, sitePaths, templateKeys } from "@skein/contracts/site";
import Mustache from "mustache";
import type { Assets } from "./bundle-assets.ts";
import type { SiteFile } from "./site-file.ts";

const folder = path.resolve(import.meta.dirname, "..");

/** Sources of finished pages, and where each of them is on the site. */
const pages: Readonly<Record<string, string>> = {
  "subscribe.html": siteKeyOf(sitePaths.subscribe),
  "unsubscribe.html": siteKeyOf(sitePaths.unsubscribe),
  "404.html": siteKeyOf(sitePaths.notFound),
};

/** Sources of templates. */
const templates: Readonly<Record<string, string>> = {
  "home.html": templateKeys.home,
  "tag.html": templateKeys.tag,
  "post.html": templateKeys.post,
  "moved.html": templateKeys.moved,
  "feed.xml": templateKeys.feed,
};

const read = (...names: string[]): string => readFileSync(path.join(folder, ...names), "utf8");

const partials = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(path.join(folder, "partials")).map((file) => [path.parse(file).name, read("partials", file)]),
  );

/**
 * Puts the shared parts and the names of the assets into each page. These placeholders are `[[ ]]`, so that those of
 * templates, `{{ }}`, stay as they are.
 */
export const composePages = ({ paths: assets }: Pick<Assets, "paths">): readonly SiteFile[] => {
  const parts = partials();
  const compose = (source: string): Uint8Array => {
    const text = Mustache.render(read("pages", source), { assets, paths: sitePaths }, parts, {
      tags: ["[[", "]]"],
      escape: String,
    });
    return Buffer.from(text);
  };
  const { ContentType, CacheControl } = pageHeaders.html;
  return [
    ...Object.entries(pages).map(
      ([source, key]): SiteFile => ({
        key,
        kind: "page",
        body: compose(source),
        contentType: ContentType,
        cacheControl: CacheControl,
      }),
    ),
    ...Object.entries(templates).map(
      ([source, key]): SiteFile => ({
        key,
        kind: "template",
        body: compose(source),
        contentType: "text/plain; charset=utf-8",
        cacheControl: "no-store",
      }),
    ),
  ];
};
