import { type Action, type Cognito, onPool } from "../context.ts";
import { text } from "../input.ts";
import { pageOf } from "../page.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClients.html */
export const listUserPoolClients = (cognito: Cognito): Action => ({
  access: onPool(cognito, "ListUserPoolClients"),
  handle: (input) => {
    const pool = cognito.store.pools.get(text(input, "UserPoolId"));
    const { page, next } = pageOf(cognito.store.clients.list(pool.id), input, {
      limitName: "MaxResults",
      tokenName: "NextToken",
      most: 60,
    });
    return {
      UserPoolClients: page.map(({ id, poolId, settings }) => ({
        ClientId: id,
        UserPoolId: poolId,
        ClientName: settings.ClientName,
      })),
      ...next,
    };
  },
});
