import { type Action, type Cognito, onPool } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { textMap } from "../input.ts";
import { sendCode } from "../messages/codes.ts";
import { namedUser } from "../users/named-user.ts";
import { updateUser } from "../users/save-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminResetUserPassword.html */
export const adminResetUserPassword = (cognito: Cognito): Action => ({
  access: onPool(cognito, "AdminResetUserPassword"),
  handle: async (input) => {
    const { pool, user } = namedUser(cognito, input);
    const { email, email_verified: verified } = user.attributes;
    if (!email || verified !== "true")
      throw invalidParameter("User does not have a verified email or phone number to receive the code.");
    const reset = updateUser(cognito, pool, user, (current) => ({
      ...current,
      password: undefined,
      status: "RESET_REQUIRED",
    }));
    cognito.store.sessions.revokeAll(reset);
    await sendCode(cognito, {
      purpose: "forgot-password",
      kind: "ForgotPassword",
      pool,
      user: reset,
      to: email,
      clientMetadata: textMap(input, "ClientMetadata"),
    });
    return {};
  },
});
