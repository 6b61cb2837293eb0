import { type IdentityAction, namedPool, onPool } from "../context.ts";
import { poolRoles, rolesIn } from "../pools/role-input.ts";

/**
 * Who sets roles hands their permissions on, and needs `iam:PassRole` for each.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html
 */
export const setIdentityPoolRoles: IdentityAction = (context) => ({
  access: (input) => {
    const resources = rolesIn(poolRoles(input));
    const passing = {
      action: "iam:PassRole",
      resources,
      context: { "iam:PassedToService": "cognito-identity.amazonaws.com" },
    };
    return [...onPool(context, "SetIdentityPoolRoles")(input), ...(resources.length > 0 ? [passing] : [])];
  },
  handle: (input) => {
    const pool = { ...namedPool(context, input), roles: poolRoles(input) };
    context.pools.put(pool.id, pool);
    return {};
  },
});
