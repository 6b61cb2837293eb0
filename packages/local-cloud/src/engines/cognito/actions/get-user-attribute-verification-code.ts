import { type Action, type Cognito, unsigned } from "../context.ts";
import { invalidParameter, unsupported } from "../errors.ts";
import { text, textMap } from "../input.ts";
import { sendCode } from "../messages/codes.ts";
import { signedIn } from "../tokens/access-token.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserAttributeVerificationCode.html */
export const getUserAttributeVerificationCode = (cognito: Cognito): Action => ({
  access: unsigned,
  handle: async (input) => {
    const { pool, client, user } = signedIn(cognito, input);
    const attribute = text(input, "AttributeName");
    if (attribute === "phone_number")
      throw unsupported("the verification of phone_number", "Text messages are not sent locally; use email.");
    if (attribute !== "email") throw invalidParameter("Invalid attribute name: only email can be verified.");
    const pending = cognito.store.codes.find(user, "email")?.pendingValue;
    const to = pending ?? user.attributes.email;
    if (!to) throw invalidParameter("User does not have a value for the attribute email.");
    const CodeDeliveryDetails = await sendCode(cognito, {
      purpose: "email",
      kind: "VerifyUserAttribute",
      pool,
      user,
      to,
      ...(pending === undefined ? {} : { pendingValue: pending }),
      clientId: client.id,
      clientMetadata: textMap(input, "ClientMetadata"),
    });
    return { CodeDeliveryDetails };
  },
});
