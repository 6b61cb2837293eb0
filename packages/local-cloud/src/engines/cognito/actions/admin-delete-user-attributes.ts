import { type Action, type Cognito, onPool } from "../context.ts";
import { attributeNamesOf, checkMutable, requireAttributes } from "../users/attributes.ts";
import { namedUser } from "../users/named-user.ts";
import { updateUser } from "../users/save-user.ts";
import { withoutAttributes } from "../users/without-attributes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUserAttributes.html */
export const adminDeleteUserAttributes = (cognito: Cognito): Action => ({
  access: onPool(cognito, "AdminDeleteUserAttributes"),
  handle: (input) => {
    const { pool, user } = namedUser(cognito, input);
    const names = attributeNamesOf(input);
    checkMutable(pool, names);
    updateUser(cognito, pool, user, (current) => {
      const attributes = withoutAttributes(current.attributes, names);
      requireAttributes(pool, attributes);
      return { ...current, attributes };
    });
    return {};
  },
});
