import { seconds } from "../pools/pool-view.ts";
import { attributeList, type User } from "./user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserType.html */
export const userView = (user: User): object => ({
  Username: user.username,
  Attributes: attributeList(user.attributes),
  UserCreateDate: seconds(user.createdAt),
  UserLastModifiedDate: seconds(user.modifiedAt),
  Enabled: user.enabled,
  UserStatus: user.status,
});
