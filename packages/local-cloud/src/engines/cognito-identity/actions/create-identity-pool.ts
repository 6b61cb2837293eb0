import { randomUUID } from "node:crypto";
import { type IdentityAction, onEverything } from "../context.ts";
import { poolView } from "../pools/identity-pool.ts";
import { poolSettings } from "../pools/pool-input.ts";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
export const createIdentityPool: IdentityAction = ({ pools, region }) => ({
  access: onEverything("CreateIdentityPool"),
  handle: (input) => {
    const pool = {
      id: `${region}:${randomUUID()}`,
      settings: poolSettings(input, region),
      roles: { Roles: {}, RoleMappings: {} },
    };
    pools.put(pool.id, pool);
    return poolView(pool);
  },
});
