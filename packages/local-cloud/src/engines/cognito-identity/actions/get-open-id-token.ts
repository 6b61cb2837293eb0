import { type IdentityAction, poolById, unsigned } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { identityOfCaller, knownIdentity } from "../identities/settle-identity.ts";
import { identityIdIn } from "../input.ts";
import { methodsOf } from "../logins/login.ts";
import { loginsIn } from "../logins/verify-logins.ts";
import { tagsOf } from "../pools/principal-tags.ts";

/**
 * The basic flow: the caller takes the token to `sts:AssumeRoleWithWebIdentity` itself, for a role of its choice.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdToken.html
 */
export const getOpenIdToken: IdentityAction = (context) => ({
  access: unsigned,
  handle: (input) => {
    const claimed = knownIdentity(context, identityIdIn(input));
    const pool = poolById(context, claimed.poolId);
    if (!pool.settings.AllowClassicFlow)
      throw invalidParameter("Basic (classic) flow is not enabled, please use enhanced flow.");
    const logins = loginsIn(context, pool, input);
    const { id } = identityOfCaller(context, pool, claimed, logins);
    const Token = context.tokens.issue({
      identityId: id,
      poolId: pool.id,
      methods: methodsOf(logins),
      tags: tagsOf(pool, logins),
    });
    return { IdentityId: id, Token };
  },
});
