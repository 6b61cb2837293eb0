import { stream } from "@skein/lambda-kit/stream";
import { closedAccountIn } from "../adapters/closed-account.ts";
import { cognitoIdentities } from "../adapters/cognito-identities.ts";
import { fromItem } from "../adapters/profile-item.ts";

export const handler = stream(
  fromItem,
  async (change, { logger }) => {
    const closed = closedAccountIn(change);
    if (!closed) return;
    await cognitoIdentities().remove(closed.id);
    logger.info("login removed", { userId: closed.id, audit: "login-removed" });
  },
  // A login that is removed twice is removed once.
  { idempotency: false },
);
