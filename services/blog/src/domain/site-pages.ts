/** What the pages of the site show of posts; `render-page.ts` makes HTML of it. */
import {
  type Entry,
  type FeedPage,
  type HomePage,
  type MovedPage,
  type PostPage,
  sitePaths,
  type TagPage,
} from "@skein/contracts/site";

/** A published post, as far as lists of posts show it. */
export interface ListedPost {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly excerpt: string;
  readonly tags: readonly string[];
  readonly author: { readonly name?: string | undefined };
  readonly publishedAt: string;
  readonly updatedAt: string;
}

/** A published post with its text. */
export interface WholePost extends ListedPost {
  /** Sanitised. */
  readonly html: string;
}

/** A page and its place on the site. */
export interface PlacedPage<Page> {
  readonly path: string;
  readonly page: Page;
}

const day = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

const shownTime = (at: string) => ({ at, text: day.format(new Date(at)) });

const tagLinks = (tags: readonly string[]) => tags.map((tag) => ({ tag, path: sitePaths.tag(tag) }));

const entryOf = ({ slug, title, excerpt, tags, author, publishedAt }: ListedPost): Entry => ({
  path: sitePaths.post(slug),
  title,
  excerpt,
  author: author.name,
  published: shownTime(publishedAt),
  tags: tagLinks(tags),
});

const absolute = (siteUrl: string, path: string): string => new URL(path, siteUrl).href;

/** Posts to a page of older posts; the first page has these and up to as many more, less one. */
const postsPerPage = 10;

export const newestFirst = (a: ListedPost, b: ListedPost): number =>
  b.publishedAt.localeCompare(a.publishedAt) || b.id.localeCompare(a.id);

interface Place {
  readonly first: string;
  readonly older: (number: number) => string;
}

/** Cuts posts into pages from the oldest on: a page that is full stays what it is, whatever is published later. */
const listPages = (
  posts: readonly ListedPost[],
  { first, older }: Place,
  siteUrl: string,
): PlacedPage<HomePage>[] => {
  const ordered = posts.toSorted(newestFirst);
  const fullPages = Math.max(0, Math.floor(ordered.length / postsPerPage) - 1);
  const onFirst = ordered.length - fullPages * postsPerPage;
  const pathOf = (number: number) => (number > fullPages ? first : older(number));
  const pageOf = (number: number, shown: readonly ListedPost[]): PlacedPage<HomePage> => ({
    path: pathOf(number),
    page: {
      url: absolute(siteUrl, pathOf(number)),
      entries: shown.map(entryOf),
      number: number > fullPages ? undefined : number,
      newer: number > fullPages ? undefined : pathOf(number + 1),
      older: number > 1 ? pathOf(number - 1) : undefined,
    },
  });
  const olderPages = Array.from({ length: fullPages }, (_, index) => {
    const start = onFirst + index * postsPerPage;
    return pageOf(fullPages - index, ordered.slice(start, start + postsPerPage));
  });
  return [pageOf(fullPages + 1, ordered.slice(0, onFirst)), ...olderPages];
};

/** The home page and the pages of older posts behind it, newest first. Without posts there is still a home page. */
export const homePages = (posts: readonly ListedPost[], siteUrl: string): readonly PlacedPage<HomePage>[] =>
  listPages(posts, { first: sitePaths.home, older: sitePaths.older }, siteUrl);

/** The pages of a tag; a tag that no post has any more has no page. */
export const tagPages = (
  tag: string,
  posts: readonly ListedPost[],
  siteUrl: string,
): readonly PlacedPage<TagPage>[] => {
  const tagged = posts.filter(({ tags }) => tags.includes(tag));
  if (tagged.length === 0) return [];
  const place = {
    first: sitePaths.tag(tag),
    older: (number: number) => sitePaths.olderOfTag(tag, number),
  };
  return listPages(tagged, place, siteUrl).map(({ path, page }) => ({ path, page: { tag, ...page } }));
};

export const postPage = (post: WholePost, siteUrl: string): PlacedPage<PostPage> => {
  const path = sitePaths.post(post.slug);
  const [published, updated] = [shownTime(post.publishedAt), shownTime(post.updatedAt)];
  return {
    path,
    page: {
      url: absolute(siteUrl, path),
      title: post.title,
      excerpt: post.excerpt,
      author: post.author.name,
      published,
      // A typo that is mended on the same day is no news.
      updated: updated.text === published.text ? undefined : updated,
      tags: tagLinks(post.tags),
      html: post.html,
    },
  };
};

export const postsInFeed = 20;

/** A page at a slug that a post had before. */
export const movedPage = (
  formerSlug: string,
  { slug, title }: Pick<ListedPost, "slug" | "title">,
  siteUrl: string,
): PlacedPage<MovedPage> => {
  const path = sitePaths.post(slug);
  return { path: sitePaths.post(formerSlug), page: { url: absolute(siteUrl, path), path, title } };
};

/** The Atom feed: the newest posts, whole. */
export const feedPage = (posts: readonly WholePost[], siteUrl: string, now: Date): PlacedPage<FeedPage> => {
  const newest = posts.toSorted(newestFirst).slice(0, postsInFeed);
  const changes = newest.map(({ updatedAt }) => updatedAt).sort();
  return {
    path: sitePaths.feed,
    page: {
      url: absolute(siteUrl, sitePaths.feed),
      siteUrl: absolute(siteUrl, sitePaths.home),
      updatedAt: changes.at(-1) ?? now.toISOString(),
      posts: newest.map((post) => ({
        id: post.id,
        postUrl: absolute(siteUrl, sitePaths.post(post.slug)),
        title: post.title,
        excerpt: post.excerpt,
        author: post.author.name,
        publishedAt: post.publishedAt,
        changedAt: post.updatedAt,
        html: post.html,
      })),
    },
  };
};
