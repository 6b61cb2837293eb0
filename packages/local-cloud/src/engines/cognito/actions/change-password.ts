import { passwordMatches } from "../auth/srp.ts";
import { type Action, type Cognito, unsigned } from "../context.ts";
import { wrongPassword } from "../errors.ts";
import { password } from "../input.ts";
import { signedIn } from "../tokens/access-token.ts";
import { identityOf, withPassword } from "../users/passwords.ts";
import { updateUser } from "../users/save-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html */
export const changePassword = (cognito: Cognito): Action => ({
  access: unsigned,
  handle: (input) => {
    const { pool, user } = signedIn(cognito, input);
    const previous = password(input, "PreviousPassword");
    if (!user.password || !passwordMatches(identityOf(user), user.password, previous)) throw wrongPassword();
    const next = password(input, "ProposedPassword");
    updateUser(cognito, pool, user, (current) => withPassword(cognito, pool, current, next));
    return {};
  },
});
