import { invalidParameter, unsupported } from "../errors.ts";
import {
  type Input,
  optionalChoice,
  optionalFlag,
  optionalInteger,
  optionalStructure,
  optionalTexts,
  refuseUnknown,
  text,
} from "../input.ts";
import { type ClientSettings, type TimeUnit, tokenLifetimes } from "./app-client.ts";
import type { UserPool } from "./user-pool.ts";

export const clientMembers = [
  "UserPoolId",
  "ClientId",
  "ClientName",
  "GenerateSecret",
  "ExplicitAuthFlows",
  "AccessTokenValidity",
  "IdTokenValidity",
  "RefreshTokenValidity",
  "TokenValidityUnits",
  "ReadAttributes",
  "WriteAttributes",
  "EnableTokenRevocation",
  "PreventUserExistenceErrors",
  "AuthSessionValidity",
  "EnablePropagateAdditionalUserContextData",
  "SupportedIdentityProviders",
  // Of the hosted pages, which are not here: only their "none" is taken, below.
  "CallbackURLs",
  "LogoutURLs",
  "DefaultRedirectURI",
  "AllowedOAuthFlows",
  "AllowedOAuthScopes",
  "AllowedOAuthFlowsUserPoolClient",
] as const;

const flows = [
  "ALLOW_USER_PASSWORD_AUTH",
  "ALLOW_USER_SRP_AUTH",
  "ALLOW_REFRESH_TOKEN_AUTH",
  "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  "ALLOW_CUSTOM_AUTH",
  "ALLOW_USER_AUTH",
  "ADMIN_NO_SRP_AUTH",
  "USER_PASSWORD_AUTH",
  "CUSTOM_AUTH_FLOW_ONLY",
];

const defaultFlows = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"];

const flowsOf = (input: Input): readonly string[] => {
  const given = optionalTexts(input, "ExplicitAuthFlows");
  if (!given || given.length === 0) return defaultFlows;
  const unknown = given.find((flow) => !flows.includes(flow));
  if (unknown) throw invalidParameter(`${unknown} is no value of ExplicitAuthFlows.`);
  if (given.some((flow) => flow.startsWith("ALLOW_")) && given.some((flow) => !flow.startsWith("ALLOW_")))
    throw invalidParameter("ExplicitAuthFlows must not mix values with and without the prefix ALLOW_.");
  return given;
};

const units: readonly TimeUnit[] = ["seconds", "minutes", "hours", "days"];

const unitsOf = (input: Input): ClientSettings["TokenValidityUnits"] => {
  const given = optionalStructure(input, "TokenValidityUnits");
  if (!given) return undefined;
  const entries = (["AccessToken", "IdToken", "RefreshToken"] as const).flatMap((token) => {
    const unit = optionalChoice(given, token, units);
    return unit ? [[token, unit] as const] : [];
  });
  return Object.fromEntries(entries);
};

const day = 86_400;

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html */
const checkLifetimes = (settings: ClientSettings): void => {
  const { access, id, refresh } = tokenLifetimes(settings);
  const within = (seconds: number, min: number, max: number) => seconds >= min && seconds <= max;
  if (!within(access, 300, day) || !within(id, 300, day) || !within(refresh, 3_600, 3_650 * day))
    throw invalidParameter("Invalid range for token validity.");
  if (refresh < Math.max(access, id))
    throw invalidParameter("Access and ID tokens must not be valid for longer than the refresh token.");
};

const attributesOf = (input: Input, name: string, pool: UserPool): readonly string[] | undefined => {
  const names = optionalTexts(input, name);
  const known = pool.settings.SchemaAttributes.map((attribute) => attribute.Name);
  const unknown = names?.find((attribute) => !known.includes(attribute));
  if (unknown) throw invalidParameter(`Invalid ${name} specified while creating a client: ${unknown}`);
  return names && names.length > 0 ? names : undefined;
};

const refuseHostedPages = (input: Input): void => {
  if (optionalFlag(input, "AllowedOAuthFlowsUserPoolClient"))
    throw unsupported("OAuth flows", "There are no hosted sign-in pages locally; sign in by the API.");
  const providers = optionalTexts(input, "SupportedIdentityProviders") ?? [];
  const other = providers.find((provider) => provider !== "COGNITO");
  if (other) throw unsupported(`the identity provider ${other}`, "Only COGNITO is.");
};

/** @throws {AwsError} `InvalidParameterException` */
export const clientSettings = (input: Input, pool: UserPool): ClientSettings => {
  refuseUnknown(input, "an app client", clientMembers);
  refuseHostedPages(input);
  const range = { min: 0, max: 315_360_000 };
  const optional = {
    AccessTokenValidity: optionalInteger(input, "AccessTokenValidity", range),
    IdTokenValidity: optionalInteger(input, "IdTokenValidity", range),
    TokenValidityUnits: unitsOf(input),
    ReadAttributes: attributesOf(input, "ReadAttributes", pool),
    WriteAttributes: attributesOf(input, "WriteAttributes", pool),
    SupportedIdentityProviders: optionalTexts(input, "SupportedIdentityProviders"),
  };
  const settings: ClientSettings = {
    ClientName: text(input, "ClientName"),
    ExplicitAuthFlows: flowsOf(input),
    RefreshTokenValidity: optionalInteger(input, "RefreshTokenValidity", range) ?? 30,
    EnableTokenRevocation: optionalFlag(input, "EnableTokenRevocation") ?? true,
    PreventUserExistenceErrors:
      optionalChoice(input, "PreventUserExistenceErrors", ["LEGACY", "ENABLED"]) ?? "LEGACY",
    AuthSessionValidity: optionalInteger(input, "AuthSessionValidity", { min: 3, max: 15 }) ?? 3,
    EnablePropagateAdditionalUserContextData:
      optionalFlag(input, "EnablePropagateAdditionalUserContextData") ?? false,
    ...(Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    ) as Partial<ClientSettings>),
  };
  checkLifetimes(settings);
  return settings;
};
