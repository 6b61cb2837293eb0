import { type Action, type Cognito, unsigned } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { text } from "../input.ts";
import { useCode } from "../messages/codes.ts";
import { signedIn } from "../tokens/access-token.ts";
import { updateUser } from "../users/save-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifyUserAttribute.html */
export const verifyUserAttribute = (cognito: Cognito): Action => ({
  access: unsigned,
  handle: (input) => {
    const { pool, user } = signedIn(cognito, input);
    if (text(input, "AttributeName") !== "email")
      throw invalidParameter("Invalid attribute name: only email can be verified.");
    const { pendingValue } = useCode(cognito, user, "email", text(input, "Code"));
    updateUser(cognito, pool, user, (current) => ({
      ...current,
      attributes: {
        ...current.attributes,
        ...(pendingValue === undefined ? {} : { email: pendingValue }),
        email_verified: "true",
      },
    }));
    return {};
  },
});
