import { appCaller, checkSecretHash, hidesUsers } from "../auth/app-caller.ts";
import { type Action, type Cognito, unsigned } from "../context.ts";
import { expiredCode, userDisabled, userNotFound } from "../errors.ts";
import { optionalText, password, text, textMap } from "../input.ts";
import { useCode } from "../messages/codes.ts";
import { checkPassword } from "../pools/password-policy.ts";
import { postConfirmation } from "../triggers/user-triggers.ts";
import { findUser } from "../users/find-user.ts";
import { withPassword } from "../users/passwords.ts";
import { updateUser } from "../users/save-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html */
export const confirmForgotPassword = (cognito: Cognito): Action => ({
  access: unsigned,
  handle: async (input) => {
    const { pool, client } = appCaller(cognito, input);
    const username = text(input, "Username");
    const given = text(input, "ConfirmationCode");
    const next = password(input, "Password");
    checkSecretHash(client, username, optionalText(input, "SecretHash"));
    const user = findUser(cognito, pool, username);
    if (!user) throw hidesUsers(client) ? expiredCode() : userNotFound();
    if (!user.enabled) throw userDisabled();
    // A password that is refused must not cost the code.
    checkPassword(pool.settings.Policies.PasswordPolicy, next);
    const { attribute } = useCode(cognito, user, "forgot-password", given);
    const changed = updateUser(cognito, pool, user, (current) => ({
      ...withPassword(cognito, pool, current, next),
      status: "CONFIRMED",
      attributes: { ...current.attributes, [`${attribute}_verified`]: "true" },
    }));
    const clientMetadata = textMap(input, "ClientMetadata");
    const scope = { pool, clientId: client.id, clientMetadata };
    await postConfirmation(cognito, scope, "ConfirmForgotPassword", changed);
    return {};
  },
});
