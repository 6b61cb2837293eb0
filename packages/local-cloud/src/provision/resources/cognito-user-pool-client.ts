import type { UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import { given, unlessAbsent } from "./absent.ts";
import { immutable, mutable, type Properties, refused } from "./property-rules.ts";
import { defineResource, type PhysicalResource, type ResourceContext } from "./resource-type.ts";
import { flag, list, number, object, oneOf, required, text } from "./shape.ts";

const unit = oneOf("seconds", "minutes", "hours", "days");
const noHostedPages = "the hosted sign-in pages are not served; sign in through the API";

const properties = {
  UserPoolId: immutable(required(text)),
  GenerateSecret: immutable(flag),
  ClientName: mutable(text),
  AccessTokenValidity: mutable(number),
  AuthSessionValidity: mutable(number),
  EnableTokenRevocation: mutable(flag),
  ExplicitAuthFlows: mutable(
    list(
      oneOf(
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_CUSTOM_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
        "ALLOW_USER_AUTH",
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH",
      ),
    ),
  ),
  IdTokenValidity: mutable(number),
  PreventUserExistenceErrors: mutable(oneOf("LEGACY", "ENABLED")),
  ReadAttributes: mutable(list(text)),
  RefreshTokenValidity: mutable(number),
  SupportedIdentityProviders: mutable(list(oneOf("COGNITO"))),
  TokenValidityUnits: mutable(object({ AccessToken: unit, IdToken: unit, RefreshToken: unit })),
  WriteAttributes: mutable(list(text)),
  AllowedOAuthFlows: refused(noHostedPages),
  AllowedOAuthFlowsUserPoolClient: refused(noHostedPages),
  AllowedOAuthScopes: refused(noHostedPages),
  AnalyticsConfiguration: refused("there is no Pinpoint to report to"),
  CallbackURLs: refused(noHostedPages),
  DefaultRedirectURI: refused(noHostedPages),
  EnablePropagateAdditionalUserContextData: refused("threats are not assessed"),
  LogoutURLs: refused(noHostedPages),
  RefreshTokenRotation: refused("refresh tokens are not rotated"),
} as const;

type Client = Properties<typeof properties>;

const nameOf = (client: Client, context: ResourceContext): string =>
  client.ClientName ?? context.generatedName(128);

const physical = (client: UserPoolClientType | undefined): PhysicalResource => {
  const id = given(client?.ClientId, "ClientId");
  const ClientSecret = client?.ClientSecret;
  return {
    physicalId: id,
    attributes: {
      ClientId: id,
      Name: given(client?.ClientName, "ClientName"),
      ...(ClientSecret === undefined ? {} : { ClientSecret }),
    },
  };
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html */
export const userPoolClient = defineResource({
  type: "AWS::Cognito::UserPoolClient",
  properties,
  find: async (client, context) => {
    const cognito = await context.clients.cognito();
    const ids: string[] = [];
    let NextToken: string | undefined;
    do {
      const request = { UserPoolId: client.UserPoolId, MaxResults: 60, NextToken };
      const page = await unlessAbsent(cognito.listUserPoolClients(request));
      for (const { ClientId, ClientName } of page?.UserPoolClients ?? [])
        if (ClientId !== undefined && ClientName === nameOf(client, context)) ids.push(ClientId);
      NextToken = page?.NextToken;
    } while (NextToken !== undefined);
    return ids;
  },
  create: async (client, context) => {
    const cognito = await context.clients.cognito();
    const ClientName = nameOf(client, context);
    const { UserPoolClient } = await cognito.createUserPoolClient({ ...client, ClientName });
    return physical(UserPoolClient);
  },
  update: async (client, { physicalId: ClientId, attributes }, { clients }) => {
    const { GenerateSecret: _, ...settings } = client;
    const { Name } = attributes;
    const ClientName = client.ClientName ?? (typeof Name === "string" ? Name : undefined);
    const cognito = await clients.cognito();
    const { UserPoolClient } = await cognito.updateUserPoolClient({ ...settings, ClientName, ClientId });
    return physical(UserPoolClient);
  },
  remove: async (ClientId, { UserPoolId }, { clients }) => {
    await unlessAbsent((await clients.cognito()).deleteUserPoolClient({ UserPoolId, ClientId }));
  },
});
