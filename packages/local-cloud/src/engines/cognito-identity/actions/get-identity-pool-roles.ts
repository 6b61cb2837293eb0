import { type IdentityAction, namedPool, onPool } from "../context.ts";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetIdentityPoolRoles.html */
export const getIdentityPoolRoles: IdentityAction = (context) => ({
  access: onPool(context, "GetIdentityPoolRoles"),
  handle: (input) => {
    const { id, roles } = namedPool(context, input);
    return { IdentityPoolId: id, ...roles };
  },
});
