import { appCaller, checkSecretHash, hidesUsers } from "../auth/app-caller.ts";
import { type Action, type Cognito, unsigned } from "../context.ts";
import { invalidParameter, userNotFound } from "../errors.ts";
import { optionalText, text, textMap } from "../input.ts";
import { deliveryDetails, sendCode } from "../messages/codes.ts";
import { findUser } from "../users/find-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResendConfirmationCode.html */
export const resendConfirmationCode = (cognito: Cognito): Action => ({
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
    if (user.status !== "UNCONFIRMED") throw invalidParameter("User is already confirmed.");
    const { email } = user.attributes;
    if (!email || !pool.settings.AutoVerifiedAttributes.includes("email"))
      throw invalidParameter("Cannot resend codes. Auto verification not turned on.");
    const CodeDeliveryDetails = await sendCode(cognito, {
      purpose: "sign-up",
      kind: "ResendCode",
      pool,
      user,
      to: email,
      clientId: client.id,
      clientMetadata: textMap(input, "ClientMetadata"),
    });
    return { CodeDeliveryDetails };
  },
});
