import { createHmac } from "node:crypto";
import {
  type AuthFlowType,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CognitoCloud,
  confirmedUser,
  createPool,
  goodPassword,
  signIn,
  startCognitoCloud,
} from "../../support/cognito.ts";
import { startSrpClient } from "../../support/srp-client.ts";

describe("signing in", () => {
  let cloud: CognitoCloud;
  let pool: Awaited<ReturnType<typeof createPool>>;
  beforeAll(async () => {
    cloud = await startCognitoCloud();
    pool = await createPool(cloud);
    await confirmedUser(cloud, pool.ClientId, "ada@example.com");
  });
  afterAll(() => cloud.close());

  const initiate = (
    AuthFlow: AuthFlowType,
    AuthParameters: Record<string, string>,
    ClientId = pool.ClientId,
  ) => cloud.cognito.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters }));

  const signInBySrp = async (username: string, password: string) => {
    const client = startSrpClient(pool.UserPoolId);
    const challenge = await initiate("USER_SRP_AUTH", { USERNAME: username, SRP_A: client.publicValue });
    expect(challenge.ChallengeName).toBe("PASSWORD_VERIFIER");
    return cloud.cognito.send(
      new RespondToAuthChallengeCommand({
        ClientId: pool.ClientId,
        ChallengeName: "PASSWORD_VERIFIER",
        ChallengeResponses: client.answer(challenge.ChallengeParameters ?? {}, password),
      }),
    );
  };

  it("works by password and by SRP, without a signature", async () => {
    const byPassword = await fetch(cloud.endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth",
      },
      body: JSON.stringify({
        ClientId: pool.ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "ada@example.com", PASSWORD: goodPassword },
      }),
    });
    expect(byPassword.status).toBe(200);
    const { AuthenticationResult } = await signInBySrp("ada@example.com", goodPassword);
    expect(AuthenticationResult).toMatchObject({ TokenType: "Bearer", ExpiresIn: 3_600 });
  });

  it("refuses a wrong password by password and by SRP", async () => {
    const wrong = { name: "NotAuthorizedException", message: "Incorrect username or password." };
    await expect(signIn(cloud, pool.ClientId, "ada@example.com", "Wrong-Horse-9")).rejects.toMatchObject(
      wrong,
    );
    await expect(signInBySrp("ada@example.com", "Wrong-Horse-9")).rejects.toMatchObject(wrong);
  });

  it("locks an account for a while after five wrong passwords", async () => {
    await confirmedUser(cloud, pool.ClientId, "locked@example.com");
    for (let guess = 0; guess < 5; guess += 1)
      await expect(signIn(cloud, pool.ClientId, "locked@example.com", "Wrong-1234")).rejects.toThrow(
        "Incorrect",
      );
    await expect(signIn(cloud, pool.ClientId, "locked@example.com")).rejects.toThrow(
      "Password attempts exceeded",
    );
    cloud.passMs(1_100);
    await expect(signIn(cloud, pool.ClientId, "locked@example.com")).resolves.toBeDefined();
  });

  it("allows only the flows of the client", async () => {
    const strict = await createPool(cloud, {}, { ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"] });
    await expect(signIn(cloud, strict.ClientId, "ada@example.com")).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "USER_PASSWORD_AUTH flow not enabled for this client",
    });
    await expect(initiate("CUSTOM_AUTH", { USERNAME: "ada@example.com" })).rejects.toThrow(
      "does not support the flow CUSTOM_AUTH",
    );
  });

  it("wants the secret hash of a client with a secret", async () => {
    const secret = await createPool(cloud, {}, { GenerateSecret: true });
    const hash = (username: string) =>
      createHmac("sha256", secret.ClientSecret)
        .update(username + secret.ClientId)
        .digest("base64");
    const signUp = (SecretHash?: string) =>
      cloud.cognito.send(
        new SignUpCommand({
          ClientId: secret.ClientId,
          Username: "eve@example.com",
          Password: goodPassword,
          SecretHash,
        }),
      );
    await expect(signUp()).rejects.toThrow("configured with secret but SECRET_HASH was not received");
    await expect(signUp(hash("other"))).rejects.toThrow("SecretHash does not match for the client");
    await expect(signUp(hash("eve@example.com"))).resolves.toMatchObject({ UserConfirmed: false });
  });
});
