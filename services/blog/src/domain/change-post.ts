import type { StoredPost } from "./post.ts";
import { type PostContent, renderBody } from "./post-content.ts";

/** Old slugs are kept so that links go on working; a post that has had more lets go of the oldest. */
const maximumFormerSlugs = 20;

/**
 * The post with other content. Content that changes nothing gives back the post itself, at its version.
 *
 * It keeps its slug unless another is given: a corrected title breaks no link. It keeps the time when it was
 * published first, and so its place in the lists.
 *
 * @throws {ValidationFailed}
 */
export const changePost = (post: StoredPost, content: PostContent, now: Date): StoredPost => {
  const { title, body, tags = [], status, slug = post.slug } = content;
  if (isSame(post, { title, body, tags, status, slug })) return post;
  const at = now.toISOString();
  return {
    ...post,
    ...renderBody(body),
    title,
    body,
    tags: [...tags],
    status,
    slug,
    formerSlugs: formerSlugsOf(post, slug),
    ...(status === "published" && { publishedAt: post.publishedAt ?? at }),
    updatedAt: at,
    version: post.version + 1,
  };
};

const formerSlugsOf = ({ slug, formerSlugs }: StoredPost, newSlug: string): readonly string[] => {
  if (newSlug === slug) return formerSlugs;
  return [...formerSlugs.filter((former) => former !== newSlug), slug].slice(-maximumFormerSlugs);
};

const isSame = (post: StoredPost, { title, body, tags, status, slug }: Required<PostContent>): boolean =>
  post.title === title &&
  post.body === body &&
  post.status === status &&
  post.slug === slug &&
  post.tags.length === tags.length &&
  post.tags.every((tag, index) => tag === tags[index]);
