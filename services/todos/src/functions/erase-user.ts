import { userDeleted } from "@skein/contracts/users";
import { queue } from "@skein/lambda-kit/queue";
import { closedAccounts } from "../adapters/closed-accounts.ts";
import { folders } from "../adapters/folders.ts";
import { userData } from "../adapters/user-data.ts";
import { eraseUser } from "../domain/erase-user.ts";

export const handler = queue(userDeleted, async ({ data }, { logger, signal }) => {
  const erased = await eraseUser(data.userId, {
    closedAccounts: closedAccounts(),
    ...userData(signal),
    folders: folders(signal),
  });
  logger.info("user erased", { audit: "user-erased", ...erased });
});
