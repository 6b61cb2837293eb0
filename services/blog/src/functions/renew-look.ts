import { messages } from "@skein/lambda-kit/messages";
import { configuredSite } from "../adapters/configured-site.ts";
import { lookChangeIn } from "../adapters/look-change.ts";
import { renewSite } from "../domain/renew-site.ts";

export const handler = messages(
  lookChangeIn,
  async ({ id }, { logger, signal }) => {
    const paths = await renewSite({ id }, configuredSite(signal));
    logger.info("site renewed", { paths });
  },
  // A site that is as it should be stays as it is.
  { idempotency: false, concurrency: 1 },
);
