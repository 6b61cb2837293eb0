import { bundleAssets } from "./bundle-assets.ts";
import { composePages } from "./compose-pages.ts";
import type { SiteFile } from "./site-file.ts";

/** Everything of the site but its content. The same sources yield the same files. */
export const buildSite = async (): Promise<readonly SiteFile[]> => {
  const assets = await bundleAssets();
  return [...assets.files, ...composePages(assets)];
};
