import type { InputReader } from "../../../gateway/input-reader.ts";
import { invalidParameter } from "../errors.ts";
import { type Input, reader, requiredFlag, textMap } from "../input.ts";
import type { PoolSettings, UserPoolProvider } from "./identity-pool.ts";

const notHere = [
  "SupportedLoginProviders",
  "DeveloperProviderName",
  "OpenIdConnectProviderARNs",
  "SamlProviderARNs",
];

/** Providers of another region would be another cloud's: none of their tokens could ever be verified. */
const providerShape = (region: string) =>
  new RegExp(`^cognito-idp\\.${region}\\.amazonaws\\.com/${region}_\\w+$`);

const providerOf = (read: InputReader, region: string): UserPoolProvider => {
  const ProviderName = read.text("ProviderName", { minimum: 1, maximum: 128 });
  if (!providerShape(region).test(ProviderName))
    throw invalidParameter(
      `Please provide a valid Cognito identity provider: ${ProviderName} is not of the form cognito-idp.${region}.amazonaws.com/<user pool id>.`,
    );
  return {
    ProviderName,
    ClientId: read.text("ClientId", { minimum: 1, maximum: 128, pattern: String.raw`[\w_]+` }),
    ServerSideTokenCheck: read.optionalBoolean("ServerSideTokenCheck") ?? false,
  };
};

/**
 * The whole of a pool's settings: an update replaces them all.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html
 *
 * @throws {AwsError} `ValidationException`, `InvalidParameterException`
 */
export const poolSettings = (input: Input, region: string): PoolSettings => {
  const read = reader(input);
  read.refuse(notHere, "users come from user pools (CognitoIdentityProviders) only.");
  return {
    IdentityPoolName: read.text("IdentityPoolName", {
      minimum: 1,
      maximum: 128,
      pattern: String.raw`[\w\s+=,.@-]+`,
    }),
    AllowUnauthenticatedIdentities: requiredFlag(input, "AllowUnauthenticatedIdentities"),
    AllowClassicFlow: read.optionalBoolean("AllowClassicFlow") ?? false,
    CognitoIdentityProviders: read
      .structures("CognitoIdentityProviders")
      .map((provider) => providerOf(provider, region)),
    IdentityPoolTags: textMap(input, "IdentityPoolTags"),
  };
};
