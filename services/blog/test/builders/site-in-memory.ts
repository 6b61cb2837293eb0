import { templateKeys } from "@skein/contracts/site";
import type { StoredPost } from "../../src/domain/post.ts";
import type { PublishedPosts } from "../../src/domain/published-posts.ts";
import type { SitePorts } from "../../src/domain/renew-site.ts";
import type { SiteStore } from "../../src/domain/site-store.ts";

export const siteUrl = "https://site.example";

export const templates: Readonly<Record<string, string>> = {
  [templateKeys.home]: "{{#entries}}{{title}};{{/entries}}",
  [templateKeys.tag]: "{{tag}}: {{#entries}}{{title}};{{/entries}}",
  [templateKeys.post]: "{{title}} {{{html}}}",
  [templateKeys.moved]: "moved to {{path}}",
  [templateKeys.feed]: "{{#posts}}{{title}};{{/posts}}",
};

/** Posts as the table has them; a test changes them as authors do. */
export interface PostsOfSite extends PublishedPosts {
  put(post: StoredPost): void;
  delete(id: string): void;
}

const isPublic = (post: StoredPost): post is StoredPost & { readonly publishedAt: string } =>
  post.status === "published" && post.publishedAt !== undefined;

export const postsOfSite = (...stored: readonly StoredPost[]): PostsOfSite => {
  const posts = new Map<string, StoredPost>(stored.map((post) => [post.id, post]));
  return {
    put: (post) => void posts.set(post.id, post),
    delete: (id) => void posts.delete(id),
    list: async () => [...posts.values()].filter(isPublic),
    whole: async (ids) => [...posts.values()].filter(isPublic).filter(({ id }) => ids.includes(id)),
  };
};

interface Stored {
  readonly text: string;
  readonly modifiedAt: Date;
}

export interface SiteInMemory extends SiteStore {
  readonly files: Map<string, Stored>;
  /** Texts by key, of what the blog writes. */
  pages(): Readonly<Record<string, string>>;
  /** Done once, before the next write of a page. */
  before(key: string, work: () => Promise<void> | void): void;
}

const isPage = ([key]: readonly [string, Stored]): boolean => !/^(?:templates|assets)\//.test(key);

export const siteInMemory = (given: Readonly<Record<string, string>>, at: Date): SiteInMemory => {
  const files = new Map(Object.entries(given).map(([key, text]) => [key, { text, modifiedAt: at }]));
  const interruptions = new Map<string, () => Promise<void> | void>();
  return {
    files,
    pages: () => Object.fromEntries([...files].filter(isPage).map(([key, { text }]) => [key, text])),
    before: (key, work) => void interruptions.set(key, work),
    list: async () =>
      [...files].map(([key, { text, modifiedAt }]) => ({
        key,
        modifiedAt,
        version: text,
        holds: (other) => other === text,
      })),
    read: async ({ key }) => files.get(key)?.text ?? "",
    write: async (key, text) => {
      const interrupt = interruptions.get(key);
      interruptions.delete(key);
      await interrupt?.();
      files.set(key, { text, modifiedAt: at });
    },
    remove: async (key) => void files.delete(key),
  };
};

export interface TestSite extends SitePorts {
  readonly posts: PostsOfSite;
  readonly site: SiteInMemory;
  /** What the edge was told, one list per invalidation. */
  readonly forgotten: (readonly string[])[];
}

export const aSite = (
  posts: PostsOfSite,
  at: Date,
  files: Readonly<Record<string, string>> = templates,
): TestSite => {
  const forgotten: (readonly string[])[] = [];
  return {
    posts,
    site: siteInMemory(files, at),
    edge: { forget: async (paths) => void forgotten.push(paths) },
    siteUrl,
    now: () => at,
    forgotten,
  };
};
