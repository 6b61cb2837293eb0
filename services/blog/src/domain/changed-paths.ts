/** What a change of a post changes on the site. */
export interface ChangedPost {
  readonly slug: string;
  readonly previousSlug?: string | undefined;
}

const lists = ["/posts", "/posts?*"];

/** All that the API says in public. */
export const everyPost: readonly string[] = ["/posts/*", ...lists];

/**
 * The paths of the API that caches must forget: those of the post, and the lists with whatever tag and page they are asked for.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html
 */
export const changedPaths = ({ slug, previousSlug }: ChangedPost): readonly string[] => [
  `/posts/${slug}`,
  ...(previousSlug === undefined ? [] : [`/posts/${previousSlug}`]),
  ...lists,
];
