/** Pages of the site, ready to be written: `site-pages.ts` says what they show, `render-page.ts` makes HTML of it. */
import { pageHeaders, siteKeyOf, type TemplateName, type TemplatePages } from "@skein/contracts/site";
import { renderPage, type TemplateTexts } from "./render-page.ts";
import {
  feedPage,
  homePages,
  type ListedPost,
  movedPage,
  type PlacedPage,
  postPage,
  tagPages,
  type WholePost,
} from "./site-pages.ts";

/** A page as it goes into the site bucket. */
export interface RenderedPage {
  /** On the site, for the invalidation. */
  readonly path: string;
  /** In the bucket. */
  readonly key: string;
  readonly body: string;
  readonly headers: { readonly ContentType: string; readonly CacheControl: string };
}

const rendered = <Name extends TemplateName>(
  templates: TemplateTexts,
  name: Name,
  { path, page }: PlacedPage<TemplatePages[Name]>,
): RenderedPage => ({
  path,
  key: siteKeyOf(path),
  body: renderPage(templates, name, page),
  headers: name === "feed" ? pageHeaders.feed : pageHeaders.html,
});

/** Every list: the home page, each tag, and the older posts behind them. */
export const renderLists = (
  templates: TemplateTexts,
  posts: readonly ListedPost[],
  siteUrl: string,
): readonly RenderedPage[] => {
  const tags = new Set(posts.flatMap((post) => post.tags));
  return [
    ...homePages(posts, siteUrl).map((page) => rendered(templates, "home", page)),
    ...[...tags].flatMap((tag) =>
      tagPages(tag, posts, siteUrl).map((page) => rendered(templates, "tag", page)),
    ),
  ];
};

export const renderPost = (templates: TemplateTexts, post: WholePost, siteUrl: string): RenderedPage =>
  rendered(templates, "post", postPage(post, siteUrl));

/** What is where a post was before its slug changed. */
export const renderMoved = (
  templates: TemplateTexts,
  formerSlug: string,
  post: Pick<ListedPost, "slug" | "title">,
  siteUrl: string,
): RenderedPage => rendered(templates, "moved", movedPage(formerSlug, post, siteUrl));

/** @param posts the newest; more than a feed has are left out */
export const renderFeed = (
  templates: TemplateTexts,
  posts: readonly WholePost[],
  siteUrl: string,
  now: Date,
): RenderedPage => rendered(templates, "feed", feedPage(posts, siteUrl, now));
