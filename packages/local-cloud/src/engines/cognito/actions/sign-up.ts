import { appCaller, checkSecretHash } from "../auth/app-caller.ts";
import { type Action, type Cognito, unsigned } from "../context.ts";
import { notAuthorized } from "../errors.ts";
import { optionalText, password, text, textMap } from "../input.ts";
import { sendCode } from "../messages/codes.ts";
import { postConfirmation, preSignUp } from "../triggers/user-triggers.ts";
import { attributesOf, checkWritable, requireAttributes } from "../users/attributes.ts";
import { newUser } from "../users/new-user.ts";
import { withPassword } from "../users/passwords.ts";
import { insertUser } from "../users/save-user.ts";
import type { Attributes } from "../users/user.ts";

const verifiedBy = (decision: { autoVerifyEmail?: boolean; autoVerifyPhone?: boolean }): Attributes => ({
  ...(decision.autoVerifyEmail ? { email_verified: "true" } : {}),
  ...(decision.autoVerifyPhone ? { phone_number_verified: "true" } : {}),
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html */
export const signUp = (cognito: Cognito): Action => ({
  access: unsigned,
  handle: async (input) => {
    const { pool, client } = appCaller(cognito, input);
    const username = text(input, "Username");
    checkSecretHash(client, username, optionalText(input, "SecretHash"));
    if (pool.settings.AdminCreateUserConfig.AllowAdminCreateUserOnly)
      throw notAuthorized("SignUp is not permitted for this user pool");
    const attributes = attributesOf(pool, input);
    checkWritable(client, Object.keys(attributes));
    const draft = newUser(cognito, pool, username, attributes, "UNCONFIRMED");
    requireAttributes(pool, draft.attributes);
    const user = withPassword(cognito, pool, draft, password(input, "Password"));

    const clientMetadata = textMap(input, "ClientMetadata");
    const scope = { pool, clientId: client.id, clientMetadata };
    const validationData = Object.fromEntries(
      ((input.ValidationData ?? []) as readonly { Name: string; Value?: string }[]).map((entry) => [
        entry.Name,
        entry.Value ?? "",
      ]),
    );
    const decision = await preSignUp(cognito, scope, "SignUp", user, validationData);
    const saved = insertUser(cognito, pool, {
      ...user,
      status: decision.autoConfirmUser ? "CONFIRMED" : "UNCONFIRMED",
      attributes: { ...user.attributes, ...verifiedBy(decision) },
    });
    const answer = { UserConfirmed: saved.status === "CONFIRMED", UserSub: saved.attributes.sub };
    if (decision.autoConfirmUser) {
      await postConfirmation(cognito, scope, "ConfirmSignUp", saved);
      return answer;
    }
    const { email } = saved.attributes;
    if (!email || !pool.settings.AutoVerifiedAttributes.includes("email")) return answer;
    const CodeDeliveryDetails = await sendCode(cognito, {
      ...scope,
      purpose: "sign-up",
      kind: "SignUp",
      user: saved,
      to: email,
    });
    return { ...answer, CodeDeliveryDetails };
  },
});
