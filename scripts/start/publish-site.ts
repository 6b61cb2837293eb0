import type { RunningCloud } from "@skein/local-cloud";
import { publishSite } from "../site/publish-site.ts";
import { siteNamesIn } from "../site/site-names.ts";
import { openSitePlace } from "../site/site-place.ts";
import { siteSource } from "../site/site-source.ts";

/** Brings the look of the site to the blog that was started; takes a moment when it has changed, next to nothing else. */
export const publishStartedSite = async ({
  config: { region },
  credentials,
  endpoint,
  outputs,
}: RunningCloud): Promise<void> => {
  const names = siteNamesIn(outputs().blog ?? {});
  if (!names) return;
  const place = openSitePlace(() => ({ endpoint, region, credentials: { ...credentials } }), names);
  try {
    await publishSite(place, siteSource());
  } finally {
    place.close();
  }
};
