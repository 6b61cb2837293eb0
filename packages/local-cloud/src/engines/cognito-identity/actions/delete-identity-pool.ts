import { type IdentityAction, namedPool, onPool } from "../context.ts";

/**
 * Credentials that its identities have been given stay valid until they expire.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentityPool.html
 */
export const deleteIdentityPool: IdentityAction = (context) => ({
  access: onPool(context, "DeleteIdentityPool"),
  handle: (input) => {
    const { id } = namedPool(context, input);
    context.pools.delete(id);
    context.identities.deleteAll(id);
    return {};
  },
});
