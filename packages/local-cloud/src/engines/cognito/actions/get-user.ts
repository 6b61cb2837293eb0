import { type Action, type Cognito, unsigned } from "../context.ts";
import { signedIn } from "../tokens/access-token.ts";
import { readable } from "../users/attributes.ts";
import { attributeList } from "../users/user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html */
export const getUser = (cognito: Cognito): Action => ({
  access: unsigned,
  handle: (input) => {
    const { client, user } = signedIn(cognito, input);
    return {
      Username: user.username,
      UserAttributes: attributeList(readable(client, user.attributes)),
    };
  },
});
