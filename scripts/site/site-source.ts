import { sourceFingerprint } from "@skein/web/source-fingerprint";
import type { SiteSource } from "./publish-site.ts";

/** The sources of this checkout. */
export const siteSource = (): SiteSource => ({
  fingerprint: sourceFingerprint(),
  build: async () => {
    // Most often nothing has changed, and then the bundler need not be loaded.
    const { buildSite } = await import("@skein/web/build-site");
    return buildSite();
  },
});
