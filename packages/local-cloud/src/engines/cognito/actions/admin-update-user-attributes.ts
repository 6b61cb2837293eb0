import { type Action, type Cognito, onPool } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { attributesOf, checkMutable, withAttributes } from "../users/attributes.ts";
import { namedUser } from "../users/named-user.ts";
import { updateUser } from "../users/save-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html */
export const adminUpdateUserAttributes = (cognito: Cognito): Action => ({
  access: onPool(cognito, "AdminUpdateUserAttributes"),
  handle: (input) => {
    const { pool, user } = namedUser(cognito, input);
    const changes = attributesOf(pool, input);
    if (changes.sub !== undefined) throw invalidParameter("Cannot modify the non-mutable attribute sub");
    checkMutable(pool, Object.keys(changes));
    updateUser(cognito, pool, user, (current) => ({
      ...current,
      attributes: withAttributes(current.attributes, changes),
    }));
    return {};
  },
});
