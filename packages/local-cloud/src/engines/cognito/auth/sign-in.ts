/** The steps that every way of signing in has in common. */
import type { Cognito } from "../context.ts";
import {
  notAuthorized,
  passwordResetRequired,
  userDisabled,
  userNotConfirmed,
  userNotFound,
  wrongPassword,
} from "../errors.ts";
import { type AuthenticationResult, startSession } from "../tokens/issue-tokens.ts";
import type { TokenSource } from "../triggers/pre-token-generation.ts";
import { postAuthentication } from "../triggers/user-triggers.ts";
import { findUser } from "../users/find-user.ts";
import { updateUser } from "../users/save-user.ts";
import type { User } from "../users/user.ts";
import { type AppCaller, hidesUsers } from "./app-caller.ts";
import { type Challenge, newPasswordChallenge } from "./new-password.ts";

/** A sign-in under way. */
export interface SignIn extends AppCaller {
  readonly clientMetadata: Readonly<Record<string, string>>;
}

export type SignInAnswer =
  | { readonly AuthenticationResult: AuthenticationResult; readonly ChallengeParameters: object }
  | Challenge;

/** @throws {AwsError} what the client's `PreventUserExistenceErrors` lets a stranger know */
export const userSigningIn = (cognito: Cognito, { pool, client }: AppCaller, username: string): User => {
  const user = findUser(cognito, pool, username);
  if (user) return user;
  throw hidesUsers(client) ? wrongPassword() : userNotFound();
};

/** @throws {AwsError} when the user must not sign in now, whatever the password */
export const checkMaySignIn = ({ now }: Cognito, user: User): void => {
  if (!user.enabled) throw userDisabled();
  if (user.status === "UNCONFIRMED") throw userNotConfirmed();
  if (user.status === "RESET_REQUIRED") throw passwordResetRequired();
  if (user.lockedUntil > now()) throw notAuthorized("Password attempts exceeded");
};

const freeAttempts = 5;
const longestLockMs = 15 * 60 * 1_000;

/**
 * Remembers a wrong password. From the fifth on the account is locked, for a second first, then twice as long each
 * time: https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html
 */
export const noteFailure = (cognito: Cognito, { pool }: AppCaller, user: User): void => {
  updateUser(cognito, pool, user, (current) => {
    const failedSignIns = current.failedSignIns + 1;
    const lockMs = Math.min(1_000 * 2 ** (failedSignIns - freeAttempts), longestLockMs);
    const lockedUntil = failedSignIns >= freeAttempts ? cognito.now() + lockMs : 0;
    return { ...current, failedSignIns, lockedUntil };
  });
};

const dayMs = 24 * 60 * 60 * 1_000;

/** @throws {AwsError} `NotAuthorizedException` when a temporary password is too old */
const checkStillValid = ({ now }: Cognito, { pool }: AppCaller, user: User): void => {
  const days = pool.settings.Policies.PasswordPolicy.TemporaryPasswordValidityDays;
  if (user.password && user.password.setAt + Math.max(days, 1) * dayMs < now())
    throw notAuthorized("Temporary password has expired and must be reset by an administrator.");
};

/** What follows a proven password: tokens, or a new password first. */
export const signedInBy = async (
  cognito: Cognito,
  signIn: SignIn,
  user: User,
  source: TokenSource = "Authentication",
): Promise<SignInAnswer> => {
  const { pool, client, clientMetadata } = signIn;
  const clean =
    user.failedSignIns > 0
      ? updateUser(cognito, pool, user, (current) => ({ ...current, failedSignIns: 0, lockedUntil: 0 }))
      : user;
  if (clean.status === "FORCE_CHANGE_PASSWORD") {
    checkStillValid(cognito, signIn, clean);
    return newPasswordChallenge(cognito, signIn, clean);
  }
  const tokens = await startSession(cognito, { pool, client, user: clean, source, clientMetadata });
  await postAuthentication(cognito, { pool, clientId: client.id, clientMetadata }, clean);
  return { AuthenticationResult: tokens, ChallengeParameters: {} };
};
