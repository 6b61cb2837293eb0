import type { Action, Cognito } from "../context.ts";
import { pageOf } from "../page.ts";
import { seconds } from "../pools/pool-view.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html */
export const listUserPools = (cognito: Cognito): Action => ({
  access: () => [{ action: "cognito-idp:ListUserPools", resources: ["*"] }],
  handle: (input) => {
    const { page, next } = pageOf(cognito.store.pools.list(), input, {
      limitName: "MaxResults",
      tokenName: "NextToken",
      most: 60,
    });
    return {
      UserPools: page.map((pool) => ({
        Id: pool.id,
        Name: pool.settings.Name,
        LambdaConfig: pool.settings.LambdaConfig,
        CreationDate: seconds(pool.createdAt),
        LastModifiedDate: seconds(pool.modifiedAt),
      })),
      ...next,
    };
  },
});
