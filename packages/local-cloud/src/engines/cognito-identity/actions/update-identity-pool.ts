import { type IdentityAction, namedPool, onPool } from "../context.ts";
import { poolView } from "../pools/identity-pool.ts";
import { poolSettings } from "../pools/pool-input.ts";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UpdateIdentityPool.html */
export const updateIdentityPool: IdentityAction = (context) => ({
  access: onPool(context, "UpdateIdentityPool"),
  handle: (input) => {
    const pool = { ...namedPool(context, input), settings: poolSettings(input, context.region) };
    context.pools.put(pool.id, pool);
    return poolView(pool);
  },
});
