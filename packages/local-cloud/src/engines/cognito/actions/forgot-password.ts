import { appCaller, checkSecretHash, hidesUsers } from "../auth/app-caller.ts";
import { type Action, type Cognito, unsigned } from "../context.ts";
import { invalidParameter, notAuthorized, userDisabled, userNotFound } from "../errors.ts";
import { optionalText, text, textMap } from "../input.ts";
import { deliveryDetails, sendCode } from "../messages/codes.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { findUser } from "../users/find-user.ts";
import type { User } from "../users/user.ts";

/** Where a code can go. @throws {AwsError} when the user cannot recover the account alone */
const recoveryAddress = ({ settings }: UserPool, user: User): string => {
  if (settings.AccountRecoverySetting?.RecoveryMechanisms.some(({ Name }) => Name === "admin_only"))
    throw notAuthorized("Contact administrator to reset password.");
  if (!user.enabled) throw userDisabled();
  if (user.status === "FORCE_CHANGE_PASSWORD")
    throw notAuthorized("User password cannot be reset in the current state.");
  const { email, email_verified: verified } = user.attributes;
  if (!email || verified !== "true")
    throw invalidParameter(
      "Cannot reset password for the user as there is no registered/verified email or phone_number",
    );
  return email;
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html */
export const forgotPassword = (cognito: Cognito): Action => ({
  access: unsigned,
  handle: async (input) => {
    const { pool, client } = appCaller(cognito, input);
    const username = text(input, "Username");
    checkSecretHash(client, username, optionalText(input, "SecretHash"));
    const user = findUser(cognito, pool, username);
    if (!user) {
      if (!hidesUsers(client)) throw userNotFound();
      return { CodeDeliveryDetails: deliveryDetails(username) };
    }
    const CodeDeliveryDetails = await sendCode(cognito, {
      purpose: "forgot-password",
      kind: "ForgotPassword",
      pool,
      user,
      to: recoveryAddress(pool, user),
      clientId: client.id,
      clientMetadata: textMap(input, "ClientMetadata"),
    });
    return { CodeDeliveryDetails };
  },
});
