import { setting } from "@skein/lambda-kit/settings";
import type { SitePorts } from "../domain/renew-site.ts";
import { edgeCache } from "./edge-cache.ts";
import { publishedPosts } from "./published-posts.ts";
import { siteStore } from "./site-store.ts";

/** The site that the function's environment names. */
export const configuredSite = (signal: AbortSignal): SitePorts => ({
  posts: publishedPosts({ signal }),
  site: siteStore({ signal }),
  edge: edgeCache(signal),
  siteUrl: setting("SITE_URL"),
  now: () => new Date(),
});
