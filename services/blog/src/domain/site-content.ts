/** All that the blog writes of the site, made of posts and templates. */
import { siteKeyOf, sitePaths } from "@skein/contracts/site";
import type { PublishedPost } from "./published-posts.ts";
import type { TemplateTexts } from "./render-page.ts";
import { type RenderedPage, renderFeed, renderLists, renderMoved, renderPost } from "./render-site.ts";
import type { WholePost } from "./site-pages.ts";

export interface SiteContent {
  readonly templates: TemplateTexts;
  readonly siteUrl: string;
  /** All that are published. */
  readonly posts: readonly PublishedPost[];
  /** Those whose own pages are to be made, and the newest, which are in the feed. */
  readonly whole: readonly WholePost[];
  readonly now: Date;
}

/** In the order in which they should be written: a list shows nothing that is not there yet. */
export const contentPages = ({
  templates,
  siteUrl,
  posts,
  whole,
  now,
}: SiteContent): readonly RenderedPage[] => [
  ...whole.map((post) => renderPost(templates, post, siteUrl)),
  ...posts.flatMap((post) => post.formerSlugs.map((slug) => renderMoved(templates, slug, post, siteUrl))),
  ...renderLists(templates, posts, siteUrl),
  renderFeed(templates, whole, siteUrl, now),
];

const ours = /^(?:index\.html|feed\.xml|(?:blog|tags|page)\/.+)$/;

/** Whether the blog writes what has this key; all else in the bucket is not its business. */
export const isPageKey = (key: string): boolean => ours.test(key);

export const postKeyOf = ({ slug }: Pick<PublishedPost, "slug">): string => siteKeyOf(sitePaths.post(slug));
