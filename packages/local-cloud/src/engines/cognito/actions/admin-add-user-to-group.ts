import { type Action, type Cognito, onPool } from "../context.ts";
import { namedGroup } from "../groups.ts";
import { namedUser } from "../users/named-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminAddUserToGroup.html */
export const adminAddUserToGroup = (cognito: Cognito): Action => ({
  access: onPool(cognito, "AdminAddUserToGroup"),
  handle: (input) => {
    const group = namedGroup(cognito, input);
    cognito.store.groups.add(group, namedUser(cognito, input).user);
    return {};
  },
});
