import { type IdentityAction, onEverything } from "../context.ts";
import { pageOf } from "../page.ts";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentityPools.html */
export const listIdentityPools: IdentityAction = ({ pools }) => ({
  access: onEverything("ListIdentityPools"),
  handle: (input) => {
    const { page, next } = pageOf(pools.list(), input);
    return {
      IdentityPools: page.map(({ id, settings }) => ({
        IdentityPoolId: id,
        IdentityPoolName: settings.IdentityPoolName,
      })),
      ...next,
    };
  },
});
