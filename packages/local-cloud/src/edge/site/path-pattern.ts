/**
 * `*` stands for any characters, `?` for one; all else for itself, case and all. The leading slash is optional.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 */
export const pathPattern = (pattern: string): ((path: string) => boolean) => {
  if (pattern === "*") return () => true;
  const rooted = /^[/*]/.test(pattern) ? pattern : `/${pattern}`;
  const source = rooted
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
  const expression = new RegExp(`^${source}$`, "s");
  return (path) => expression.test(path);
};
