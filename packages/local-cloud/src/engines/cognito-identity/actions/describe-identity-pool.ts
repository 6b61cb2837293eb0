import { type IdentityAction, namedPool, onPool } from "../context.ts";
import { poolView } from "../pools/identity-pool.ts";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html */
export const describeIdentityPool: IdentityAction = (context) => ({
  access: onPool(context, "DescribeIdentityPool"),
  handle: (input) => poolView(namedPool(context, input)),
});
