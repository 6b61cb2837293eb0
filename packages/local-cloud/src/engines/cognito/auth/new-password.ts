import type { Cognito } from "../context.ts";
import { notAuthorized } from "../errors.ts";
import { type Input, password } from "../input.ts";
import type { AppClient } from "../pools/app-client.ts";
import { seal, unseal } from "../tokens/sealed.ts";
import { attributesOf, checkMutable, requireAttributes, withAttributes } from "../users/attributes.ts";
import { withPassword } from "../users/passwords.ts";
import { saveUser } from "../users/save-user.ts";
import type { User } from "../users/user.ts";
import type { AppCaller } from "./app-caller.ts";

/** A step that the client must take before it gets tokens. */
export interface Challenge {
  readonly ChallengeName: string;
  readonly ChallengeParameters: Readonly<Record<string, string>>;
  readonly Session?: string;
}

const purpose = "NEW_PASSWORD_REQUIRED";

interface SessionState {
  readonly username: string;
  readonly clientId: string;
  readonly expiresAt: number;
}

export const sessionLifetimeMs = ({ settings }: AppClient): number =>
  settings.AuthSessionValidity * 60 * 1_000;

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html */
export const newPasswordChallenge = (
  { keys, now }: Cognito,
  { pool, client }: AppCaller,
  user: User,
): Challenge => {
  const { sub: _sub, ...userAttributes } = user.attributes;
  const missing = pool.settings.SchemaAttributes.filter(
    ({ Name, Required }) => Required && Name !== "sub" && !user.attributes[Name],
  );
  return {
    ChallengeName: purpose,
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(missing.map(({ Name }) => `userAttributes.${Name}`)),
      userAttributes: JSON.stringify(userAttributes),
    },
    Session: seal(keys, purpose, {
      username: user.username,
      clientId: client.id,
      expiresAt: now() + sessionLifetimeMs(client),
    }),
  };
};

const attributePrefix = "userAttributes.";

const givenAttributes = (responses: Readonly<Record<string, string>>): Input => ({
  UserAttributes: Object.entries(responses).flatMap(([name, Value]) =>
    name.startsWith(attributePrefix) ? [{ Name: name.slice(attributePrefix.length), Value }] : [],
  ),
});

/** Takes the new password. @throws {AwsError} `NotAuthorizedException`, `InvalidPasswordException` */
export const answerNewPassword = (
  cognito: Cognito,
  { pool, client }: AppCaller,
  session: string,
  responses: Readonly<Record<string, string>>,
): User => {
  const state = unseal<SessionState>(cognito.keys, purpose, session);
  if (!state || state.clientId !== client.id) throw notAuthorized("Invalid session for the user.");
  if (state.expiresAt <= cognito.now())
    throw notAuthorized("Invalid session for the user, session is expired.");
  const user = cognito.store.users.find(pool.id, state.username);
  if (user?.status !== "FORCE_CHANGE_PASSWORD")
    throw notAuthorized("Invalid session for the user, session can only be used once.");
  const changes = attributesOf(pool, givenAttributes(responses));
  checkMutable(pool, Object.keys(changes));
  const attributes = withAttributes(user.attributes, changes);
  requireAttributes(pool, attributes);
  const changed = withPassword(cognito, pool, user, password(responses, "NEW_PASSWORD"));
  return saveUser(cognito, pool, { ...changed, attributes, status: "CONFIRMED" });
};
