import {
  AdminDeleteUserCommand,
  CognitoIdentityProviderClient,
  UserNotFoundException,
} from "@aws-sdk/client-cognito-identity-provider";
import { setting } from "@skein/lambda-kit/settings";
import type { Identities } from "../domain/identities.ts";

let client: CognitoIdentityProviderClient | undefined;

/** One for the container. */
const cognito = (): CognitoIdentityProviderClient => {
  client ??= new CognitoIdentityProviderClient();
  return client;
};

/** Logins in the user pool. */
export const cognitoIdentities = (userPoolId = setting("USER_POOL_ID"), pools = cognito()): Identities => ({
  async remove(id) {
    try {
      // A pool that signs in by e-mail takes the `sub` as the user name.
      // https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
      await pools.send(new AdminDeleteUserCommand({ UserPoolId: userPoolId, Username: id }));
    } catch (error) {
      if (!(error instanceof UserNotFoundException)) throw error;
    }
  },
});
