/**
 * The blog's site: where its pages are, and what they show.
 *
 * Two write it. `packages/web` owns the look: it puts assets, finished pages and templates into the site bucket.
 * The blog service owns the content: it puts what it knows into the templates and writes the pages that come of it.
 */
import * as z from "zod/mini";
import { timestamp } from "./time.ts";

/** Paths on the site, for links and for invalidations. */
export const sitePaths = {
  home: "/",
  /** Older posts: pages are numbered from the oldest on, so that a new post leaves them as they are. */
  older: (number: number): string => `/page/${number}`,
  post: (slug: string): string => `/blog/${slug}`,
  tag: (tag: string): string => `/tags/${tag}`,
  olderOfTag: (tag: string, number: number): string => `/tags/${tag}/page/${number}`,
  feed: "/feed.xml",
  subscribe: "/subscribe",
  unsubscribe: "/unsubscribe",
  notFound: "/404.html",
} as const;

/** The key in the site bucket of the page at a path. */
export const siteKeyOf = (path: string): string => (path === "/" ? "index.html" : path.slice(1));

/** Templates in the site bucket: HTML, and for the feed XML, with Mustache's placeholders. */
export const templateKeys = {
  home: "templates/home.html",
  tag: "templates/tag.html",
  post: "templates/post.html",
  moved: "templates/moved.html",
  feed: "templates/feed.xml",
} as const;
export type TemplateName = keyof typeof templateKeys;

/** Written when all else of a new look is in the bucket: who makes pages of templates makes them anew. */
export const siteManifestKey = "templates/manifest.json";

/**
 * Of every page, by whomever it is written: the edge may keep it, because changes are invalidated there, a browser
 * asks each time, and a page of yesterday is better than none.
 */
export const pageHeaders = {
  html: {
    ContentType: "text/html; charset=utf-8",
    CacheControl: "public, max-age=0, s-maxage=86400, stale-if-error=604800",
  },
  feed: {
    ContentType: "application/atom+xml; charset=utf-8",
    CacheControl: "public, max-age=0, s-maxage=86400, stale-if-error=604800",
  },
} as const;

const shownTime = z.object({
  /** For machines. */
  at: timestamp,
  /** For people: `27 November 2026`. */
  text: z.string(),
});

const tagLink = z.object({ tag: z.string(), path: z.string() });

/** A post in a list. */
const entry = z.object({
  path: z.string(),
  title: z.string(),
  excerpt: z.string(),
  author: z.optional(z.string()),
  published: shownTime,
  tags: z.array(tagLink),
});
export type Entry = z.infer<typeof entry>;

const listFields = {
  /** Absolute, as are all that are called `url`. */
  url: z.string(),
  entries: z.array(entry),
  /** On all but the first page. */
  number: z.optional(z.number()),
  newer: z.optional(z.string()),
  older: z.optional(z.string()),
};

const homePage = z.object(listFields);
export type HomePage = z.infer<typeof homePage>;

const tagPage = z.object({ tag: z.string(), ...listFields });
export type TagPage = z.infer<typeof tagPage>;

const postPage = z.object({
  url: z.string(),
  title: z.string(),
  excerpt: z.string(),
  author: z.optional(z.string()),
  published: shownTime,
  /** Absent when nothing changed since it was published. */
  updated: z.optional(shownTime),
  tags: z.array(tagLink),
  /** The one field that is not escaped: it is sanitised already. */
  html: z.string(),
});
export type PostPage = z.infer<typeof postPage>;

/** What is at a slug that a post had before: S3 behind CloudFront cannot answer 301, so the page leads on. */
const movedPage = z.object({
  /** Of the post. */
  url: z.string(),
  path: z.string(),
  title: z.string(),
});
export type MovedPage = z.infer<typeof movedPage>;

const feedPage = z.object({
  url: z.string(),
  siteUrl: z.string(),
  updatedAt: timestamp,
  posts: z.array(
    z.object({
      /** For ever, whatever becomes of the slug. */
      id: z.string(),
      postUrl: z.string(),
      title: z.string(),
      excerpt: z.string(),
      author: z.optional(z.string()),
      publishedAt: timestamp,
      changedAt: timestamp,
      html: z.string(),
    }),
  ),
});
export type FeedPage = z.infer<typeof feedPage>;

/** What each template shows: these fields, and no others. */
export const templatePages = {
  home: homePage,
  tag: tagPage,
  post: postPage,
  moved: movedPage,
  feed: feedPage,
} as const;

export type TemplatePages = {
  readonly [Name in TemplateName]: z.infer<(typeof templatePages)[Name]>;
};
