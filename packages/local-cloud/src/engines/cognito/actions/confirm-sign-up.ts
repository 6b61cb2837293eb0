import { appCaller, checkSecretHash, hidesUsers } from "../auth/app-caller.ts";
import { type Action, type Cognito, unsigned } from "../context.ts";
import { expiredCode, notAuthorized, userNotFound } from "../errors.ts";
import { optionalText, text, textMap } from "../input.ts";
import { useCode } from "../messages/codes.ts";
import { postConfirmation } from "../triggers/user-triggers.ts";
import { findUser } from "../users/find-user.ts";
import { updateUser } from "../users/save-user.ts";

/**
 * The user stays confirmed when the pool's function fails afterwards, as on AWS: what PostConfirmation does must be
 * made good later by somebody else.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html
 */
export const confirmSignUp = (cognito: Cognito): Action => ({
  access: unsigned,
  handle: async (input) => {
    const { pool, client } = appCaller(cognito, input);
    const username = text(input, "Username");
    const given = text(input, "ConfirmationCode");
    checkSecretHash(client, username, optionalText(input, "SecretHash"));
    const user = findUser(cognito, pool, username);
    if (!user) throw hidesUsers(client) ? expiredCode() : userNotFound();
    if (user.status !== "UNCONFIRMED")
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
    const { attribute } = useCode(cognito, user, "sign-up", given);
    const confirmed = updateUser(cognito, pool, user, (current) => ({
      ...current,
      status: "CONFIRMED",
      attributes: { ...current.attributes, [`${attribute}_verified`]: "true" },
    }));
    const clientMetadata = textMap(input, "ClientMetadata");
    await postConfirmation(
      cognito,
      { pool, clientId: client.id, clientMetadata },
      "ConfirmSignUp",
      confirmed,
    );
    return {};
  },
});
