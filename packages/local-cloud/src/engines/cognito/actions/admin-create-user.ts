import { randomInt } from "node:crypto";
import { AwsError } from "../../../gateway/errors.ts";
import { type Action, type Cognito, onPool } from "../context.ts";
import { optionalChoice, optionalText, optionalTexts, text, textMap } from "../input.ts";
import { temporaryPassword } from "../pools/password-policy.ts";
import { signsInBy, type UserPool } from "../pools/user-pool.ts";
import { preSignUp } from "../triggers/user-triggers.ts";
import { attributesOf } from "../users/attributes.ts";
import { getUser } from "../users/find-user.ts";
import { newUser } from "../users/new-user.ts";
import { withPassword } from "../users/passwords.ts";
import { insertUser, updateUser } from "../users/save-user.ts";
import type { User } from "../users/user.ts";
import { userView } from "../users/user-view.ts";

const passwordFor = (pool: UserPool, given: string | undefined): string =>
  given ?? temporaryPassword(pool.settings.Policies.PasswordPolicy, randomInt);

const createdUser = async (
  cognito: Cognito,
  pool: UserPool,
  input: Readonly<Record<string, unknown>>,
  password: string,
): Promise<User> => {
  const attributes = attributesOf(pool, input);
  const { email_verified: verified, phone_number_verified: phoneVerified } = attributes;
  const draft = newUser(cognito, pool, text(input, "Username"), attributes, "FORCE_CHANGE_PASSWORD");
  const user = withPassword(cognito, pool, draft, password);
  const scope = { pool, clientId: undefined, clientMetadata: textMap(input, "ClientMetadata") };
  await preSignUp(cognito, scope, "AdminCreateUser", user, {});
  return insertUser(cognito, pool, {
    ...user,
    attributes: {
      ...user.attributes,
      ...(verified ? { email_verified: verified } : {}),
      ...(phoneVerified ? { phone_number_verified: phoneVerified } : {}),
    },
  });
};

const invitedAgain = (cognito: Cognito, pool: UserPool, username: string, password: string): User => {
  const user = getUser(cognito, pool, username);
  if (user.status !== "FORCE_CHANGE_PASSWORD")
    throw new AwsError(
      "UnsupportedUserStateException",
      "Resend not possible. User status is not FORCE_CHANGE_PASSWORD",
    );
  return updateUser(cognito, pool, user, (current) => withPassword(cognito, pool, current, password));
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html */
export const adminCreateUser = (cognito: Cognito): Action => ({
  access: onPool(cognito, "AdminCreateUser"),
  handle: async (input) => {
    const pool = cognito.store.pools.get(text(input, "UserPoolId"));
    const username = text(input, "Username");
    const message = optionalChoice(input, "MessageAction", ["RESEND", "SUPPRESS"]);
    const password = passwordFor(pool, optionalText(input, "TemporaryPassword"));
    const user =
      message === "RESEND"
        ? invitedAgain(cognito, pool, username, password)
        : await createdUser(cognito, pool, input, password);
    const { email } = user.attributes;
    const mediums = optionalTexts(input, "DesiredDeliveryMediums") ?? ["EMAIL"];
    if (message !== "SUPPRESS" && email && mediums.includes("EMAIL"))
      await cognito.messenger.send({
        kind: "AdminCreateUser",
        pool,
        user,
        to: email,
        code: password,
        username: signsInBy(pool, "email") ? email : user.username,
        clientMetadata: textMap(input, "ClientMetadata"),
      });
    return { User: userView(user) };
  },
});
