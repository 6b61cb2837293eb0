import { type IdentityAction, namedPool, onPool } from "../context.ts";
import { identityView } from "../identities/identity.ts";
import { reader } from "../input.ts";
import { pageOf } from "../page.ts";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentities.html */
export const listIdentities: IdentityAction = (context) => ({
  access: onPool(context, "ListIdentities"),
  handle: (input) => {
    const { id } = namedPool(context, input);
    const hideDisabled = reader(input).optionalBoolean("HideDisabled") ?? false;
    const shown = context.identities.list(id).filter(({ disabled }) => !(disabled && hideDisabled));
    const { page, next } = pageOf(shown, input);
    return { IdentityPoolId: id, Identities: page.map(identityView), ...next };
  },
});
