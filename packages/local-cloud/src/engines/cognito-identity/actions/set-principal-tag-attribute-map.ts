import { type IdentityAction, namedPool, onPool } from "../context.ts";
import { providerIn } from "../input.ts";
import { principalTagMap } from "../pools/principal-tags.ts";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html */
export const setPrincipalTagAttributeMap: IdentityAction = (context) => ({
  access: onPool(context, "SetPrincipalTagAttributeMap"),
  handle: (input) => {
    const pool = namedPool(context, input);
    const provider = providerIn(input);
    const map = principalTagMap(input);
    context.pools.put(pool.id, { ...pool, principalTags: { ...pool.principalTags, [provider]: map } });
    return { IdentityPoolId: pool.id, IdentityProviderName: provider, ...map };
  },
});
