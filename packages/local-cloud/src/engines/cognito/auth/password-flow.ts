import type { Cognito } from "../context.ts";
import { invalidParameter, wrongPassword } from "../errors.ts";
import { preAuthentication } from "../triggers/user-triggers.ts";
import { identityOf } from "../users/passwords.ts";
import {
  checkMaySignIn,
  noteFailure,
  type SignIn,
  type SignInAnswer,
  signedInBy,
  userSigningIn,
} from "./sign-in.ts";
import { passwordMatches } from "./srp.ts";

/** `USER_PASSWORD_AUTH` and `ADMIN_USER_PASSWORD_AUTH`: the password comes as it is. */
export const signInByPassword = async (
  cognito: Cognito,
  signIn: SignIn,
  parameters: Readonly<Record<string, string>>,
): Promise<SignInAnswer> => {
  const { USERNAME: username, PASSWORD: password } = parameters;
  if (!username) throw invalidParameter("Missing required parameter USERNAME");
  if (!password) throw invalidParameter("Missing required parameter PASSWORD");
  const user = userSigningIn(cognito, signIn, username);
  checkMaySignIn(cognito, user);
  const { pool, client, clientMetadata } = signIn;
  await preAuthentication(cognito, { pool, clientId: client.id, clientMetadata }, user);
  if (!user.password || !passwordMatches(identityOf(user), user.password, password)) {
    noteFailure(cognito, signIn, user);
    throw wrongPassword();
  }
  return signedInBy(cognito, signIn, user);
};
