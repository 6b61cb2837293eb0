import { createHash } from "node:crypto";
import type { Principal } from "../../iam/principal.ts";

/** The canonical user id of an account: https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html */
export const ownerOf = (accountId: string): string =>
  createHash("sha256").update(`canonical user ${accountId}`).digest("hex");

/** Who begins an upload: the account itself, or whoever has an ARN within it. */
export const initiatorOf = (principal: Principal, accountId: string): string =>
  principal.kind === "role" ? principal.arn : ownerOf(accountId);
