import { sitePaths } from "@skein/contracts/site";

/** CloudFront counts a path with a wildcard as one, and has a limit of 3,000 others at a time. */
const mostPaths = 100;

const allPages = [sitePaths.home, "/index.html", sitePaths.feed, "/page/*", "/blog/*", "/tags/*"];
const pagesByFolder = /^\/(?:page|blog|tags)\//;

/**
 * The paths by which the edge knows pages. The home page has two: that of the default root object leads to another key.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html
 */
export const edgePaths = (paths: Iterable<string>): readonly string[] => {
  const all = [...new Set(paths)].flatMap((path) =>
    path === sitePaths.home ? [sitePaths.home, "/index.html"] : [path],
  );
  if (all.length <= mostPaths) return all;
  return [...new Set([...all.filter((path) => !pagesByFolder.test(path)), ...allPages])];
};
