import { type Action, type Cognito, unsigned } from "../context.ts";
import { signedIn } from "../tokens/access-token.ts";
import { attributeNamesOf, checkMutable, checkWritable, requireAttributes } from "../users/attributes.ts";
import { updateUser } from "../users/save-user.ts";
import { withoutAttributes } from "../users/without-attributes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserAttributes.html */
export const deleteUserAttributes = (cognito: Cognito): Action => ({
  access: unsigned,
  handle: (input) => {
    const { pool, client, user } = signedIn(cognito, input);
    const names = attributeNamesOf(input);
    checkWritable(client, names);
    checkMutable(pool, names);
    updateUser(cognito, pool, user, (current) => {
      const attributes = withoutAttributes(current.attributes, names);
      requireAttributes(pool, attributes);
      return { ...current, attributes };
    });
    return {};
  },
});
