import { addCustomAttributes } from "./actions/add-custom-attributes.ts";
import { adminAddUserToGroup } from "./actions/admin-add-user-to-group.ts";
import { adminConfirmSignUp } from "./actions/admin-confirm-sign-up.ts";
import { adminCreateUser } from "./actions/admin-create-user.ts";
import { adminDeleteUser } from "./actions/admin-delete-user.ts";
import { adminDeleteUserAttributes } from "./actions/admin-delete-user-attributes.ts";
import { adminGetUser } from "./actions/admin-get-user.ts";
import { adminInitiateAuth } from "./actions/admin-initiate-auth.ts";
import { adminListGroupsForUser } from "./actions/admin-list-groups-for-user.ts";
import { adminRemoveUserFromGroup } from "./actions/admin-remove-user-from-group.ts";
import { adminResetUserPassword } from "./actions/admin-reset-user-password.ts";
import { adminRespondToAuthChallenge } from "./actions/admin-respond-to-auth-challenge.ts";
import { adminDisableUser, adminEnableUser } from "./actions/admin-set-user-enabled.ts";
import { adminSetUserPassword } from "./actions/admin-set-user-password.ts";
import { adminUpdateUserAttributes } from "./actions/admin-update-user-attributes.ts";
import { adminUserGlobalSignOut } from "./actions/admin-user-global-sign-out.ts";
import { changePassword } from "./actions/change-password.ts";
import { confirmForgotPassword } from "./actions/confirm-forgot-password.ts";
import { confirmSignUp } from "./actions/confirm-sign-up.ts";
import { createGroup } from "./actions/create-group.ts";
import { createUserPool } from "./actions/create-user-pool.ts";
import { createUserPoolClient } from "./actions/create-user-pool-client.ts";
import { deleteGroup } from "./actions/delete-group.ts";
import { deleteUser } from "./actions/delete-user.ts";
import { deleteUserAttributes } from "./actions/delete-user-attributes.ts";
import { deleteUserPool } from "./actions/delete-user-pool.ts";
import { deleteUserPoolClient } from "./actions/delete-user-pool-client.ts";
import { describeUserPool } from "./actions/describe-user-pool.ts";
import { describeUserPoolClient } from "./actions/describe-user-pool-client.ts";
import { forgotPassword } from "./actions/forgot-password.ts";
import { getGroup } from "./actions/get-group.ts";
import { getUser } from "./actions/get-user.ts";
import { getUserAttributeVerificationCode } from "./actions/get-user-attribute-verification-code.ts";
import { globalSignOut } from "./actions/global-sign-out.ts";
import { initiateAuth } from "./actions/initiate-auth.ts";
import { listGroups } from "./actions/list-groups.ts";
import { listUserPoolClients } from "./actions/list-user-pool-clients.ts";
import { listUserPools } from "./actions/list-user-pools.ts";
import { listUsers } from "./actions/list-users.ts";
import { listUsersInGroup } from "./actions/list-users-in-group.ts";
import { getUserPoolMfaConfig, setUserPoolMfaConfig } from "./actions/mfa-config.ts";
import { resendConfirmationCode } from "./actions/resend-confirmation-code.ts";
import { respondToAuthChallenge } from "./actions/respond-to-auth-challenge.ts";
import { revokeToken } from "./actions/revoke-token.ts";
import { signUp } from "./actions/sign-up.ts";
import { listTagsForResource, tagResource, untagResource } from "./actions/tags.ts";
import { updateGroup } from "./actions/update-group.ts";
import { updateUserAttributes } from "./actions/update-user-attributes.ts";
import { updateUserPool } from "./actions/update-user-pool.ts";
import { updateUserPoolClient } from "./actions/update-user-pool-client.ts";
import { verifyUserAttribute } from "./actions/verify-user-attribute.ts";
import type { Action, Cognito } from "./context.ts";

/** Every operation of user pools that the local cloud has. */
const actions = {
  AddCustomAttributes: addCustomAttributes,
  AdminAddUserToGroup: adminAddUserToGroup,
  AdminConfirmSignUp: adminConfirmSignUp,
  AdminCreateUser: adminCreateUser,
  AdminDeleteUser: adminDeleteUser,
  AdminDeleteUserAttributes: adminDeleteUserAttributes,
  AdminDisableUser: adminDisableUser,
  AdminEnableUser: adminEnableUser,
  AdminGetUser: adminGetUser,
  AdminInitiateAuth: adminInitiateAuth,
  AdminListGroupsForUser: adminListGroupsForUser,
  AdminRemoveUserFromGroup: adminRemoveUserFromGroup,
  AdminResetUserPassword: adminResetUserPassword,
  AdminRespondToAuthChallenge: adminRespondToAuthChallenge,
  AdminSetUserPassword: adminSetUserPassword,
  AdminUpdateUserAttributes: adminUpdateUserAttributes,
  AdminUserGlobalSignOut: adminUserGlobalSignOut,
  ChangePassword: changePassword,
  ConfirmForgotPassword: confirmForgotPassword,
  ConfirmSignUp: confirmSignUp,
  CreateGroup: createGroup,
  CreateUserPool: createUserPool,
  CreateUserPoolClient: createUserPoolClient,
  DeleteGroup: deleteGroup,
  DeleteUser: deleteUser,
  DeleteUserAttributes: deleteUserAttributes,
  DeleteUserPool: deleteUserPool,
  DeleteUserPoolClient: deleteUserPoolClient,
  DescribeUserPool: describeUserPool,
  DescribeUserPoolClient: describeUserPoolClient,
  ForgotPassword: forgotPassword,
  GetGroup: getGroup,
  GetUser: getUser,
  GetUserAttributeVerificationCode: getUserAttributeVerificationCode,
  GetUserPoolMfaConfig: getUserPoolMfaConfig,
  GlobalSignOut: globalSignOut,
  InitiateAuth: initiateAuth,
  ListGroups: listGroups,
  ListTagsForResource: listTagsForResource,
  ListUserPoolClients: listUserPoolClients,
  ListUserPools: listUserPools,
  ListUsers: listUsers,
  ListUsersInGroup: listUsersInGroup,
  ResendConfirmationCode: resendConfirmationCode,
  RespondToAuthChallenge: respondToAuthChallenge,
  RevokeToken: revokeToken,
  SetUserPoolMfaConfig: setUserPoolMfaConfig,
  SignUp: signUp,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateGroup: updateGroup,
  UpdateUserAttributes: updateUserAttributes,
  UpdateUserPool: updateUserPool,
  UpdateUserPoolClient: updateUserPoolClient,
  VerifyUserAttribute: verifyUserAttribute,
} as const satisfies Readonly<Record<string, (cognito: Cognito) => Action>>;

export const operationsOf = (cognito: Cognito): Readonly<Record<string, Action>> =>
  Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, action(cognito)]));
