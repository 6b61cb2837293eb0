import type { Principal } from "../../../iam/principal.ts";
import type { StsAction } from "../context.ts";

const userIdOf = (principal: Extract<Principal, { kind: "role" | "admin" }>): string => {
  if (principal.kind === "admin") return principal.accountId;
  const id = principal.context?.["aws:userid"];
  return typeof id === "string" ? id : "";
};

/** Needs no permission. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const getCallerIdentity: StsAction = () => ({
  access: () => [],
  handle: (_input, { principal, accountId }) =>
    principal.kind === "role" || principal.kind === "admin"
      ? { UserId: userIdOf(principal), Account: principal.accountId, Arn: principal.arn }
      : { Account: accountId },
});
