import type { ListedPost, WholePost } from "./site-pages.ts";

/** A published post, as far as the pages need it that are not its own. */
export interface PublishedPost extends ListedPost {
  readonly version: number;
  /** Slugs that lead to it. */
  readonly formerSlugs: readonly string[];
}

/** What the site shows. Both answer what is stored at the moment, never an earlier state. */
export interface PublishedPosts {
  /** All of them. */
  list(): Promise<readonly PublishedPost[]>;

  /** These with their texts. Those that are not public any more are left out. */
  whole(ids: readonly string[]): Promise<readonly WholePost[]>;
}
