import { AwsError } from "../../../gateway/errors.ts";
import { appCaller } from "../auth/app-caller.ts";
import { type Action, type Cognito, unsigned } from "../context.ts";
import { optionalText, text } from "../input.ts";

/**
 * Ends one sign-in: its refresh token and every access token that came from it. A token that is none is no error.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 */
export const revokeToken = (cognito: Cognito): Action => ({
  access: unsigned,
  handle: (input) => {
    const { client } = appCaller(cognito, input);
    if (client.secret !== undefined && optionalText(input, "ClientSecret") !== client.secret)
      throw new AwsError("UnauthorizedException", "Invalid client secret");
    if (!client.settings.EnableTokenRevocation)
      throw new AwsError("UnsupportedOperationException", "Token revocation is not enabled for this client");
    const token = text(input, "Token");
    if (token.split(".").length === 3)
      throw new AwsError("UnsupportedTokenTypeException", "Only refresh tokens can be revoked");
    const session = cognito.store.sessions.findByToken(token);
    if (session?.clientId === client.id) cognito.store.sessions.revoke(session.originJti);
    return {};
  },
});
