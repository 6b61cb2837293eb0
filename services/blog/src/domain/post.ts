import type { Post } from "@skein/contracts/blog";
import { ServiceError } from "@skein/lambda-kit/errors";

/** A post with what only the service knows of it. */
export interface StoredPost extends Post {
  /** Slugs that lead to this one, the latest last. */
  readonly formerSlugs: readonly string[];
}

/** Thrown when a slug is that of another post, or once was. */
export class SlugTaken extends ServiceError {
  constructor(slug: string) {
    super("slug-taken", `The slug "${slug}" is that of another post, or leads to it; choose another`, {
      errors: [{ path: "/body/slug", message: `"${slug}" is taken` }],
    });
  }
}

/** Thrown by a repository when a post was changed by somebody else meanwhile. */
export class PostOvertaken extends Error {
  constructor(id: string) {
    super(`post ${id} was changed meanwhile`);
    this.name = "PostOvertaken";
  }
}
