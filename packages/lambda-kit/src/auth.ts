/** Who calls: a user with an access token of our pool, or an AWS principal that signed the request. */
import { type UserId, userId } from "@skein/contracts/ids";
import { CognitoJwtVerifier } from "aws-jwt-verify/cognito-verifier";
import { JwtBaseError } from "aws-jwt-verify/error";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import type { APIGatewayEventIdentity } from "aws-lambda";
import { reachableUrl } from "./endpoints.ts";
import { Forbidden, Unauthorized, Unavailable } from "./errors.ts";
import { listSetting, setting } from "./settings.ts";

/** A user who is logged in. */
export interface User {
  readonly id: UserId;
  /** Groups of the user pool that the user is in. */
  readonly groups: readonly string[];
}

/** An AWS principal, as API Gateway authenticated it. */
export interface Caller {
  /** `arn:aws:sts::123456789012:assumed-role/<role>/<session>` */
  readonly arn: string;
  readonly accountId: string;
}

/** Tells who an access token stands for. @throws {Unauthorized} */
export type Authenticate = (token: string) => Promise<User>;

const fetchTimeoutMilliseconds = 3_000;

/** Keys are fetched when the first token comes, then kept: a key id that is not known yet fetches again. */
const jwksFetcher = {
  async fetch(url: string): Promise<ArrayBuffer> {
    try {
      const answer = await fetch(reachableUrl(url), {
        signal: AbortSignal.timeout(fetchTimeoutMilliseconds),
      });
      if (!answer.ok) throw new Error(`HTTP status ${answer.status}`);
      return await answer.arrayBuffer();
    } catch (cause) {
      throw new Unavailable(`The keys that sign tokens cannot be read from ${reachableUrl(url)}`, { cause });
    }
  },
};

/**
 * Verifies access tokens of one user pool for some of its clients. The gateway's authorizer has done so before;
 * this is the second lock, for the day when a route is deployed without the first.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export const poolAuthenticator = (userPoolId: string, clientIds: readonly string[]): Authenticate => {
  const verifier = CognitoJwtVerifier.create(
    { userPoolId, clientId: [...clientIds], tokenUse: "access" },
    { jwksCache: new SimpleJwksCache({ fetcher: jwksFetcher }) },
  );
  return async (token) => {
    try {
      const claims = await verifier.verify(token);
      // The verifier holds `exp` against the clock when it is there, and does not ask for it.
      if (!Number.isFinite(claims.exp)) throw new Unauthorized("The access token has no expiry");
      return { id: userId.parse(claims.sub), groups: claims["cognito:groups"] ?? [] };
    } catch (error) {
      if (error instanceof JwtBaseError) throw new Unauthorized("The access token is not valid", error);
      throw error;
    }
  };
};

let fromEnvironment: Authenticate | undefined;

/** Verifies against `USER_POOL_ID` and `USER_POOL_CLIENT_ID` (one, or several with commas between them). */
export const authenticate: Authenticate = (token) => {
  fromEnvironment ??= poolAuthenticator(setting("USER_POOL_ID"), listSetting(setting("USER_POOL_CLIENT_ID")));
  return fromEnvironment(token);
};

/** The token of `Authorization: Bearer <token>`. @throws {Unauthorized} */
export const bearerToken = (authorization: string | undefined): string => {
  const [, token] = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? "") ?? [];
  if (!token) throw new Unauthorized("Send an access token as `Authorization: Bearer <token>`");
  return token;
};

/**
 * The principal of a signed request. API Gateway fills these fields only after it checked the signature:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 *
 * @throws {Forbidden} when the route was reached without one
 */
export const callerOf = (identity: APIGatewayEventIdentity): Caller => {
  if (!identity.userArn || !identity.caller || !identity.accountId)
    throw new Forbidden("Sign the request with AWS Signature Version 4");
  return { arn: identity.userArn, accountId: identity.accountId };
};
