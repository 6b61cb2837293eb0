import { type IdentityAction, poolById, unsigned } from "../context.ts";
import { identityOfCaller, knownIdentity } from "../identities/settle-identity.ts";
import { identityIdIn, reader, roleArnRule } from "../input.ts";
import { methodsOf } from "../logins/login.ts";
import { loginsIn } from "../logins/verify-logins.ts";
import { tagsOf } from "../pools/principal-tags.ts";
import { chooseRole } from "../roles/choose-role.ts";
import { guestPolicy } from "../roles/guest-policy.ts";
import { roleCredentials } from "../roles/role-credentials.ts";

/**
 * The enhanced flow: a token of the identity, and with it a session of the role that the pool chooses.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html
 */
export const getCredentialsForIdentity: IdentityAction = (context) => ({
  access: unsigned,
  handle: async (input) => {
    const custom = reader(input).optionalText("CustomRoleArn", roleArnRule);
    const claimed = knownIdentity(context, identityIdIn(input));
    const pool = poolById(context, claimed.poolId);
    const logins = loginsIn(context, pool, input);
    const identity = identityOfCaller(context, pool, claimed, logins);
    const roleArn = chooseRole(pool, logins, custom);
    const token = context.tokens.issue({
      identityId: identity.id,
      poolId: pool.id,
      methods: methodsOf(logins),
      tags: tagsOf(pool, logins),
    });
    const Credentials = await roleCredentials(context, {
      poolId: pool.id,
      roleArn,
      token,
      ...(logins.length === 0 ? { policy: guestPolicy } : {}),
    });
    return { IdentityId: identity.id, Credentials };
  },
});
