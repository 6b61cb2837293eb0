/** See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html */
import { JwtRsaVerifier } from "aws-jwt-verify";
import { JwtExpiredError } from "aws-jwt-verify/error";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { GatewayRefusal } from "./gateway-responses.ts";

/** Claims as API Gateway hands them to a function: all of them strings. */
export type Claims = Readonly<Record<string, string>>;

export interface CognitoAuthorizer {
  /**
   * @param header value of the header that carries the token, with or without `Bearer`
   * @param scopes when there are any, the token must be an access token with one of them, otherwise an ID token
   * @throws {GatewayRefusal}
   */
  authorize(
    header: string | undefined,
    userPoolIds: readonly string[],
    scopes: readonly string[],
  ): Promise<Claims>;
}

interface CloudKeys {
  readonly endpoint: string;
  readonly region: string;
}

/** Issuers are those of AWS; only the keys are fetched from the local cloud. */
export const cognitoAuthorizer = ({ endpoint, region }: CloudKeys): CognitoAuthorizer => {
  const cache = new SimpleJwksCache({ fetcher: { fetch: fetchKeys } });
  const verifierOf = (userPoolId: string) =>
    JwtRsaVerifier.create(
      {
        issuer: `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`,
        jwksUri: `${endpoint}/${userPoolId}/.well-known/jwks.json`,
        // The authorizer takes tokens of every client of the pool.
        audience: null,
      },
      { jwksCache: cache },
    );
  const verifiers = new Map<string, ReturnType<typeof verifierOf>>();
  const verify = async (token: string, userPoolId: string) => {
    const verifier = verifiers.get(userPoolId) ?? verifierOf(userPoolId);
    verifiers.set(userPoolId, verifier);
    return (await verifier.verify(token)) as Readonly<Record<string, unknown>>;
  };

  return {
    authorize: async (header, userPoolIds, scopes) => {
      const token = header?.replace(/^Bearer\s+/i, "").trim();
      if (!token) throw new GatewayRefusal("UNAUTHORIZED");
      const payload = await firstAccepted(userPoolIds.map((id) => () => verify(token, id)));
      const granted = String(payload.scope ?? "").split(" ");
      const accepted =
        scopes.length > 0
          ? payload.token_use === "access" && scopes.some((scope) => granted.includes(scope))
          : payload.token_use === "id";
      if (!accepted) throw new GatewayRefusal("UNAUTHORIZED");
      return claimsOf(payload);
    },
  };
};

const fetchKeys = async (uri: string): Promise<ArrayBuffer> => {
  const response = await fetch(uri);
  if (!response.ok) throw new Error(`${uri} answered ${response.status}`);
  return response.arrayBuffer();
};

const firstAccepted = async <T>(attempts: readonly (() => Promise<T>)[]): Promise<T> => {
  let refusal = new GatewayRefusal("UNAUTHORIZED");
  for (const attempt of attempts) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof JwtExpiredError)
        refusal = new GatewayRefusal("UNAUTHORIZED", "The incoming token has expired");
    }
  }
  throw refusal;
};

/**
 * Lists are joined by commas. Of an ID token, `exp` and `iat` come as Java prints dates:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html shows such an event.
 */
const claimsOf = (payload: Readonly<Record<string, unknown>>): Claims => {
  const claims: Record<string, string> = {};
  for (const [name, value] of Object.entries(payload)) {
    const date = payload.token_use === "id" && (name === "exp" || name === "iat");
    if (date) claims[name] = javaDate(new Date(Number(value) * 1000));
    else if (Array.isArray(value)) claims[name] = value.join(",");
    else claims[name] = typeof value === "object" ? JSON.stringify(value) : String(value);
  }
  return claims;
};

/** `Thu Nov 26 08:15:00 UTC 2026` */
const javaDate = (date: Date): string => {
  const [, weekday, day, month, year, time] =
    /^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(date.toUTCString()) ?? [];
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
};
