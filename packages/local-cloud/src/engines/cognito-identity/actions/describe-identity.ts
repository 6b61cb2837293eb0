import { type IdentityAction, onEverything } from "../context.ts";
import { identityView } from "../identities/identity.ts";
import { knownIdentity } from "../identities/settle-identity.ts";
import { identityIdIn } from "../input.ts";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentity.html */
export const describeIdentity: IdentityAction = (context) => ({
  access: onEverything("DescribeIdentity"),
  handle: (input) => identityView(knownIdentity(context, identityIdIn(input))),
});
