import { userDeleted } from "@skein/contracts/users";
import { queue } from "@skein/lambda-kit/queue";
import { folders } from "../adapters/folders.ts";
import { eraseLateFiles } from "../domain/erase-files.ts";

export const handler = queue(
  userDeleted,
  async ({ data }, { logger, signal }) => {
    const erased = await eraseLateFiles(data.userId, new Date(data.deletedAt), new Date(), {
      folders: folders(signal),
    });
    logger.info("late files erased", { audit: "late-files-erased", ...erased });
  },
  // A folder that is emptied twice is empty.
  { idempotency: false },
);
