import type { Cognito } from "../context.ts";
import { invalidParameter, notAuthorized, userDisabled } from "../errors.ts";
import { continueSession } from "../tokens/issue-tokens.ts";
import { checkSecretHash } from "./app-caller.ts";
import type { SignIn, SignInAnswer } from "./sign-in.ts";

/** `REFRESH_TOKEN_AUTH`: new access and ID tokens for a refresh token. */
export const signInByRefreshToken = async (
  cognito: Cognito,
  signIn: SignIn,
  parameters: Readonly<Record<string, string>>,
): Promise<SignInAnswer> => {
  const { store, now } = cognito;
  const { REFRESH_TOKEN: token } = parameters;
  if (!token) throw invalidParameter("Missing required parameter REFRESH_TOKEN");
  const session = store.sessions.findByToken(token);
  const user = session && store.users.find(session.poolId, session.username);
  if (!session || !user || session.clientId !== signIn.client.id)
    throw notAuthorized("Invalid Refresh Token");
  // The hash is over the username proper here, not over what the user signed in by.
  checkSecretHash(signIn.client, user.username, parameters.SECRET_HASH);
  if (session.revoked) throw notAuthorized("Refresh Token has been revoked");
  if (session.expiresAt <= now()) throw notAuthorized("Refresh Token has expired");
  if (!user.enabled) throw userDisabled();
  const tokens = await continueSession(cognito, { ...signIn, user, source: "RefreshTokens" }, session);
  return { AuthenticationResult: tokens, ChallengeParameters: {} };
};
