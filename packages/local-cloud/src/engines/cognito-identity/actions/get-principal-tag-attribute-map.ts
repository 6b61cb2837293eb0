import { type IdentityAction, namedPool, onPool } from "../context.ts";
import { providerIn } from "../input.ts";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetPrincipalTagAttributeMap.html */
export const getPrincipalTagAttributeMap: IdentityAction = (context) => ({
  access: onPool(context, "GetPrincipalTagAttributeMap"),
  handle: (input) => {
    const { id, principalTags } = namedPool(context, input);
    const provider = providerIn(input);
    const map = principalTags?.[provider] ?? { UseDefaults: false, PrincipalTags: {} };
    return { IdentityPoolId: id, IdentityProviderName: provider, ...map };
  },
});
