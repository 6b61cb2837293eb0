import { type Action, type Cognito, onPool } from "../context.ts";
import { namedGroup } from "../groups.ts";
import { pageOf } from "../page.ts";
import { userView } from "../users/user-view.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsersInGroup.html */
export const listUsersInGroup = (cognito: Cognito): Action => ({
  access: onPool(cognito, "ListUsersInGroup"),
  handle: (input) => {
    const { groups, users } = cognito.store;
    const group = namedGroup(cognito, input);
    const { page, next } = pageOf(groups.members(group), input, {
      limitName: "Limit",
      tokenName: "NextToken",
      most: 60,
    });
    return {
      Users: page.flatMap((username) => {
        const user = users.find(group.poolId, username);
        return user ? [userView(user)] : [];
      }),
      ...next,
    };
  },
});
