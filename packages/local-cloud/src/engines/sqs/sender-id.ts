import type { Principal } from "../../iam/principal.ts";

/** The ids under which services send on AWS. */
const serviceIds: Readonly<Record<string, string>> = { "sns.amazonaws.com": "AIDAIT2UOQQY3AUEKVGXU" };

/** `SenderId` of a message: the unique id of whoever sent it, as `aws:userid` has it. */
export const senderIdOf = (principal: Principal): string => {
  switch (principal.kind) {
    case "admin":
      return principal.accountId;
    case "role": {
      const userId = principal.context?.["aws:userid"];
      return typeof userId === "string"
        ? userId
        : `${principal.roleArn}:${principal.arn.split("/").at(-1) ?? ""}`;
    }
    case "service":
      return serviceIds[principal.service] ?? principal.service;
    case "anonymous":
      return "ANONYMOUS";
  }
};
