import { type Action, type Cognito, onPool } from "../context.ts";
import { text } from "../input.ts";
import { clientView } from "../pools/pool-view.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html */
export const describeUserPoolClient = (cognito: Cognito): Action => ({
  access: onPool(cognito, "DescribeUserPoolClient"),
  handle: (input) => {
    const pool = cognito.store.pools.get(text(input, "UserPoolId"));
    return { UserPoolClient: clientView(cognito.store.clients.get(text(input, "ClientId"), pool.id)) };
  },
});
