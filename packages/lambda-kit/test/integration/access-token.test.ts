import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { poolAuthenticator } from "../../src/auth.ts";
import {
  clientId,
  issuer,
  serveKeys,
  signingKey,
  signToken,
  subject,
  userPoolId,
} from "../builders/user-pool.ts";

const key = signingKey("key-1");
const keys = [key];
let pool: Awaited<ReturnType<typeof serveKeys>>;
beforeAll(async () => {
  pool = await serveKeys(keys);
});
afterAll(() => pool.close());
beforeEach(() => {
  vi.stubEnv("AWS_ENDPOINT_URL", pool.endpoint);
  pool.paths.length = 0;
});

const past = Math.floor(Date.now() / 1000) - 10;

describe("an access token", () => {
  it("of the pool tells who the user is", async () => {
    const authenticate = poolAuthenticator(userPoolId, [clientId]);
    const token = signToken(key, { "cognito:groups": ["authors"] });
    expect(await authenticate(token)).toEqual({ id: subject, groups: ["authors"] });
  });

  it("may be of any of the clients that are allowed", async () => {
    const authenticate = poolAuthenticator(userPoolId, ["another", clientId]);
    expect(await authenticate(signToken(key))).toEqual({ id: subject, groups: [] });
  });

  it("is verified with keys from the endpoint, fetched once", async () => {
    const authenticate = poolAuthenticator(userPoolId, [clientId]);
    await authenticate(signToken(key));
    await authenticate(signToken(key, { jti: "another" }));
    expect(pool.paths).toEqual([`/${userPoolId}/.well-known/jwks.json`]);
  });

  it("signed with a new key is taken after the pool changed its keys", async () => {
    const authenticate = poolAuthenticator(userPoolId, [clientId]);
    await authenticate(signToken(key));
    const next = signingKey("key-2");
    keys.push(next);
    expect(await authenticate(signToken(next))).toMatchObject({ id: subject });
  });
});

describe("refused is", () => {
  const forged = signingKey("key-1");
  const unknown = signingKey("key-9");
  const [header, , signature] = signToken(key).split(".");
  const [, otherPayload] = signToken(key, { sub: "0b8b4a8f-3071-70a5-8f5e-1c9d6a0f2b22" }).split(".");
  const [, payload] = signToken(key).split(".");
  const unsigned = Buffer.from(JSON.stringify({ alg: "none", kid: "key-1" })).toString("base64url");
  const symmetric = signToken(key, {}, { alg: "HS256" });

  it.each([
    ["a forged signature", signToken(forged)],
    ["a key that the pool does not have", signToken(unknown)],
    ["a changed payload", `${header}.${otherPayload}.${signature}`],
    ["no signature at all", `${unsigned}.${payload}.`],
    ["another algorithm", symmetric],
    ["an expired token", signToken(key, { exp: past })],
    ["another issuer", signToken(key, { iss: issuer.replace("SkeinTest", "Another") })],
    ["the issuer of the local endpoint", signToken(key, { iss: `http://127.0.0.1/${userPoolId}` })],
    ["an ID token", signToken(key, { token_use: "id", aud: clientId, client_id: undefined })],
    ["the token of another client", signToken(key, { client_id: "another" })],
    ["a token without a client", signToken(key, { client_id: undefined })],
    ["a token without an expiry", signToken(key, { exp: undefined })],
    ["something else", "one.two.three"],
  ])("%s", async (_, token) => {
    const authenticate = poolAuthenticator(userPoolId, [clientId]);
    await expect(authenticate(token)).rejects.toMatchObject({ code: "unauthorized", status: 401 });
  });

  it("an unknown key again, without asking the pool each time", async () => {
    const authenticate = poolAuthenticator(userPoolId, [clientId]);
    for (let n = 0; n < 5; n += 1)
      await expect(authenticate(signToken(unknown))).rejects.toMatchObject({ status: 401 });
    expect(pool.paths).toHaveLength(1);
  });
});

it("a token cannot be judged while the keys are out of reach: that is a 503, not a 401", async () => {
  const gone = await serveKeys([]);
  await gone.close();
  vi.stubEnv("AWS_ENDPOINT_URL", gone.endpoint);
  const authenticate = poolAuthenticator(userPoolId, [clientId]);
  await expect(authenticate(signToken(key))).rejects.toMatchObject({ code: "unavailable", status: 503 });
});
