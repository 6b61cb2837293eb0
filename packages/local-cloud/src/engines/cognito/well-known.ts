import { RawAnswer, type RawRequest } from "../../gateway/engine.ts";
import type { Cognito } from "./context.ts";
import { keySet } from "./tokens/keys.ts";
import { issuerOf } from "./tokens/token-claims.ts";

const shape = /^\/([\w-]+_[A-Za-z0-9]+)\/\.well-known\/(jwks\.json|openid-configuration)$/;

const json = (body: object): RawAnswer =>
  new RawAnswer(
    200,
    { "content-type": "application/json", "access-control-allow-origin": "*" },
    JSON.stringify(body),
  );

const configuration = (issuer: string): object => ({
  issuer,
  jwks_uri: `${issuer}/.well-known/jwks.json`,
  id_token_signing_alg_values_supported: ["RS256"],
  response_types_supported: ["code", "token"],
  scopes_supported: ["openid", "email", "phone", "profile"],
  subject_types_supported: ["public"],
  token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
});

/**
 * `GET /{poolId}/.well-known/jwks.json`, which AWS serves on the issuer's host and the local cloud on its endpoint.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export const wellKnown = (
  { store, keys, region }: Cognito,
  { method, url }: RawRequest,
): RawAnswer | undefined => {
  const [, poolId, document] = shape.exec(url.split("?")[0] ?? "") ?? [];
  if (method !== "GET" || poolId === undefined || !store.pools.find(poolId)) return undefined;
  return json(document === "jwks.json" ? keySet(keys) : configuration(issuerOf(region, poolId)));
};
