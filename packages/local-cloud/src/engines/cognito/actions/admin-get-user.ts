import { type Action, type Cognito, onPool } from "../context.ts";
import { seconds } from "../pools/pool-view.ts";
import { namedUser } from "../users/named-user.ts";
import { attributeList } from "../users/user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html */
export const adminGetUser = (cognito: Cognito): Action => ({
  access: onPool(cognito, "AdminGetUser"),
  handle: (input) => {
    const { user } = namedUser(cognito, input);
    return {
      Username: user.username,
      UserAttributes: attributeList(user.attributes),
      UserCreateDate: seconds(user.createdAt),
      UserLastModifiedDate: seconds(user.modifiedAt),
      Enabled: user.enabled,
      UserStatus: user.status,
    };
  },
});
