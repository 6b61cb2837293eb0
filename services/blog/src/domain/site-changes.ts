/** What is to be done so that the bucket has the pages that the posts ask for. */
import type { PublishedPost, PublishedPosts } from "./published-posts.ts";
import type { RenderedPage } from "./render-site.ts";
import { contentPages, isPageKey, postKeyOf } from "./site-content.ts";
import { newestFirst, postsInFeed } from "./site-pages.ts";
import type { SiteFile, SiteStore } from "./site-store.ts";
import { type SiteTemplates, templatesIn } from "./site-templates.ts";

/** Posts and files at one time. */
export interface SiteState {
  readonly files: readonly SiteFile[];
  readonly posts: readonly PublishedPost[];
}

export interface SiteChanges {
  readonly writes: readonly RenderedPage[];
  /** Keys. */
  readonly removals: readonly string[];
}

export interface SiteChangePorts {
  readonly posts: PublishedPosts;
  readonly site: SiteStore;
  readonly siteUrl: string;
  readonly now: () => Date;
}

/**
 * A page that was written this shortly after its post, or its template, is made anew with every change: the clocks of S3
 * and of functions differ, and a function that died may have written what was overtaken. Longer than an event is tried.
 */
const unsureMilliseconds = 60 * 60 * 1_000;

/** The texts of all posts are too much to read at every change: those whose pages may be out of date are enough. */
const idsToRead = (
  { files, posts }: SiteState,
  { since }: SiteTemplates,
  changedId: string | undefined,
): readonly string[] => {
  const writtenAt = new Map(files.map(({ key, modifiedAt }) => [key, modifiedAt.getTime()]));
  const inFeed = new Set(posts.toSorted(newestFirst).slice(0, postsInFeed));
  const isSure = (post: PublishedPost): boolean => {
    const dueAt = Math.max(Date.parse(post.updatedAt), since.getTime());
    return (writtenAt.get(postKeyOf(post)) ?? 0) > dueAt + unsureMilliseconds;
  };
  return posts
    .filter((post) => post.id === changedId || inFeed.has(post) || !isSure(post))
    .map(({ id }) => id);
};

/**
 * Compares what should be there with what is there, so that it does not matter how often, or for which event, it is asked.
 *
 * @returns `undefined` while there are no templates
 */
export const siteChanges = async (
  state: SiteState,
  changedId: string | undefined,
  { posts, site, siteUrl, now }: SiteChangePorts,
): Promise<SiteChanges | undefined> => {
  const templates = await templatesIn(state.files, { site });
  if (!templates) return undefined;
  const whole = await posts.whole(idsToRead(state, templates, changedId));
  const pages = contentPages({ templates: templates.texts, siteUrl, posts: state.posts, whole, now: now() });

  const stored = new Map(state.files.map((file) => [file.key, file]));
  const wanted = new Set([...pages.map(({ key }) => key), ...state.posts.map(postKeyOf)]);
  return {
    writes: pages.filter(({ key, body }) => !stored.get(key)?.holds(body)),
    removals: state.files.map(({ key }) => key).filter((key) => isPageKey(key) && !wanted.has(key)),
  };
};
