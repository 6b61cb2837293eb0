/** A user pool's signing keys behind HTTP, and tokens signed with them. */
import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const userPoolId = "us-east-1_SkeinTest";
export const clientId = "5h57kf5p80p0e0c1ehq1c0aei2";
export const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`;
export const subject = "f4c8b4a8-3071-70a5-8f5e-1c9d6a0f2b11";

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

export interface SigningKey {
  readonly kid: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export const signingKey = (kid: string): SigningKey => ({
  kid,
  ...generateKeyPairSync("rsa", { modulusLength: 2048 }),
});

const nowSeconds = () => Math.floor(Date.now() / 1000);

/** A token with the claims of an access token, but for those given. */
export const signToken = (key: SigningKey, claims: object = {}, header: object = {}): string => {
  const payload = {
    sub: subject,
    iss: issuer,
    client_id: clientId,
    token_use: "access",
    scope: "aws.cognito.signin.user.admin",
    auth_time: nowSeconds(),
    iat: nowSeconds(),
    exp: nowSeconds() + 3600,
    jti: "0d9a2f6e-3f1b-4d3c-9d6a-1b2c3d4e5f60",
    username: subject,
    ...claims,
  };
  const content = `${base64url({ alg: "RS256", kid: key.kid, ...header })}.${base64url(payload)}`;
  return `${content}.${createSign("RSA-SHA256").update(content).sign(key.privateKey).toString("base64url")}`;
};

/** Serves keys where the local AWS serves those of a pool; counts how often they are asked for. */
export const serveKeys = async (keys: readonly SigningKey[]) => {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? "");
    const jwks = keys.map(({ kid, publicKey }) => ({
      ...publicKey.export({ format: "jwk" }),
      kid,
      alg: "RS256",
      use: "sig",
    }));
    response.setHeader("content-type", "application/json").end(JSON.stringify({ keys: jwks }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    paths,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
