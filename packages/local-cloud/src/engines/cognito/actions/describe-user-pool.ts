import { type Action, type Cognito, onPool } from "../context.ts";
import { text } from "../input.ts";
import { poolArn, poolView } from "../pools/pool-view.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
export const describeUserPool = (cognito: Cognito): Action => ({
  access: onPool(cognito, "DescribeUserPool"),
  handle: (input) => {
    const { pools } = cognito.store;
    const pool = pools.get(text(input, "UserPoolId"));
    return { UserPool: poolView(pool, poolArn(cognito, pool.id), pools.userCount(pool.id)) };
  },
});
