import { type Action, type Cognito, onPool } from "../context.ts";
import { groupView } from "../groups.ts";
import { text } from "../input.ts";
import { pageOf } from "../page.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListGroups.html */
export const listGroups = (cognito: Cognito): Action => ({
  access: onPool(cognito, "ListGroups"),
  handle: (input) => {
    const pool = cognito.store.pools.get(text(input, "UserPoolId"));
    const { page, next } = pageOf(cognito.store.groups.list(pool.id), input, {
      limitName: "Limit",
      tokenName: "NextToken",
      most: 60,
    });
    return { Groups: page.map(groupView), ...next };
  },
});
