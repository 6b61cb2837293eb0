/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html */

/** Paths mean the same however much of them is escaped. */
const unescaped = (text: string): string => {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
};

/**
 * A path names one object; one that ends in `*` all that begin with the rest of it. An object is named by its path and
 * by the part of its query string that is in the cache key.
 */
export const invalidationMatch = (paths: readonly string[]): ((uri: string) => boolean) => {
  const exact = new Set<string>();
  const beginnings: string[] = [];
  for (const path of paths.map(unescaped))
    if (path.endsWith("*")) beginnings.push(path.slice(0, -1));
    else exact.add(path);
  return (uri) => {
    const plain = unescaped(uri);
    return exact.has(plain) || beginnings.some((beginning) => plain.startsWith(beginning));
  };
};
