import { PostOvertaken, SlugTaken, type StoredPost } from "../../src/domain/post.ts";
import type { PostRepository } from "../../src/domain/post-repository.ts";

/** A repository for tests of rules; it keeps the promises of the port, and nothing after the test. */
export const postsInMemory = (...stored: StoredPost[]): PostRepository => {
  const posts = new Map(stored.map((post) => [post.id, post]));
  const slugsOf = ({ slug, formerSlugs }: StoredPost) => [slug, ...formerSlugs];
  const holder = (slug: string) => [...posts.values()].find((post) => slugsOf(post).includes(slug));

  const refuseTaken = (post: StoredPost) => {
    const other = holder(post.slug);
    if (other && other.id !== post.id) throw new SlugTaken(post.slug);
  };
  const refuseOvertaken = ({ id, version }: StoredPost) => {
    if (posts.get(id)?.version !== version) throw new PostOvertaken(id);
  };

  return {
    find: async (slug) => holder(slug),

    async add(post) {
      const kept = posts.get(post.id);
      if (kept) return kept;
      refuseTaken(post);
      posts.set(post.id, post);
      return post;
    },

    async replace(post, before) {
      refuseOvertaken(before);
      refuseTaken(post);
      posts.set(post.id, post);
    },

    async remove(post) {
      refuseOvertaken(post);
      posts.delete(post.id);
    },

    async *byAuthor(authorId) {
      yield* [...posts.values()].filter(({ author }) => author.id === authorId);
    },

    page: () => Promise.reject(new Error("no rule lists posts")),
  };
};
