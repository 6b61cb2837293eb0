import { type Action, type Cognito, onPool } from "../context.ts";
import { groupView } from "../groups.ts";
import { pageOf } from "../page.ts";
import { namedUser } from "../users/named-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListGroupsForUser.html */
export const adminListGroupsForUser = (cognito: Cognito): Action => ({
  access: onPool(cognito, "AdminListGroupsForUser"),
  handle: (input) => {
    const { page, next } = pageOf(cognito.store.groups.ofUser(namedUser(cognito, input).user), input, {
      limitName: "Limit",
      tokenName: "NextToken",
      most: 60,
    });
    return { Groups: page.map(groupView), ...next };
  },
});
