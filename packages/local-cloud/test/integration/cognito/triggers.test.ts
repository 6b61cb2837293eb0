import {
  AdminGetUserCommand,
  ConfirmSignUpCommand,
  CreateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CognitoCloud,
  claimsOf,
  confirmedUser,
  createPool,
  signIn,
  signUp,
  startCognitoCloud,
} from "../../support/cognito.ts";

const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

describe("triggers", () => {
  let cloud: CognitoCloud;
  beforeAll(async () => {
    cloud = await startCognitoCloud({ triggerTimeoutMs: 200 });
  });
  afterAll(() => cloud.close());

  it("call PostConfirmation as the pool, with the event of AWS", async () => {
    const pool = await createPool(cloud, { LambdaConfig: { PostConfirmation: arn("confirmed") } });
    await confirmedUser(cloud, pool.ClientId, "ada@example.com");
    const { call, event } = cloud.invocations.at(-1) ?? {};
    expect(call?.principal).toEqual({
      kind: "service",
      service: "cognito-idp.amazonaws.com",
      sourceArn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${pool.UserPoolId}`,
      sourceAccount: "000000000000",
    });
    const sub = event?.userName;
    expect(event).toEqual({
      version: "1",
      region: "us-east-1",
      userPoolId: pool.UserPoolId,
      userName: sub,
      callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: pool.ClientId },
      triggerSource: "PostConfirmation_ConfirmSignUp",
      request: {
        userAttributes: {
          sub,
          email: "ada@example.com",
          email_verified: "true",
          "cognito:user_status": "CONFIRMED",
        },
      },
      response: {},
    });
  });

  it("fail the call when the function throws, and leave the user confirmed", async () => {
    const pool = await createPool(cloud, { LambdaConfig: { PostConfirmation: arn("throws") } });
    cloud.functions.set(arn("throws"), () => {
      throw new Error("no profile");
    });
    await signUp(cloud, pool.ClientId, "fails@example.com");
    const Username = "fails@example.com";
    await expect(
      cloud.cognito.send(
        new ConfirmSignUpCommand({
          ClientId: pool.ClientId,
          Username,
          ConfirmationCode: cloud.codeFor(Username),
        }),
      ),
    ).rejects.toMatchObject({
      name: "UserLambdaValidationException",
      message: "PostConfirmation failed with error no profile.",
    });
    const user = await cloud.cognito.send(new AdminGetUserCommand({ UserPoolId: pool.UserPoolId, Username }));
    expect(user.UserStatus).toBe("CONFIRMED");
  });

  it("are called three times when they do not answer, and then fail the call", async () => {
    const pool = await createPool(cloud, { LambdaConfig: { PreSignUp: arn("hangs") } });
    let calls = 0;
    cloud.functions.set(arn("hangs"), () => {
      calls += 1;
      return new Promise(() => undefined);
    });
    await expect(signUp(cloud, pool.ClientId, "slow@example.com")).rejects.toMatchObject({
      name: "UnexpectedLambdaException",
    });
    expect(calls).toBe(3);
  });

  it("let PreSignUp refuse users, or confirm them at once", async () => {
    const pool = await createPool(cloud, { LambdaConfig: { PreSignUp: arn("doorman") } });
    cloud.functions.set(arn("doorman"), (event) => {
      if (event.request.userAttributes && JSON.stringify(event.request).includes("evil.com"))
        throw new Error("not from there");
      return { ...event, response: { autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: false } };
    });
    await expect(signUp(cloud, pool.ClientId, "eve@evil.com")).rejects.toThrow(
      "PreSignUp failed with error not from there.",
    );
    expect((await signUp(cloud, pool.ClientId, "friend@example.com")).UserConfirmed).toBe(true);
    const { idToken } = await signIn(cloud, pool.ClientId, "friend@example.com");
    expect(claimsOf(idToken).email_verified).toBe(true);
  });

  it("let PreTokenGeneration change claims, but not those that identify", async () => {
    const pool = await createPool(cloud, {
      LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: arn("claims") } },
    });
    cloud.functions.set(arn("claims"), (event) => ({
      ...event,
      response: {
        claimsAndScopeOverrideDetails: {
          accessTokenGeneration: {
            claimsToAddOrOverride: { tenant: "skein", sub: "somebody else" },
            scopesToAdd: ["todos/write"],
          },
          idTokenGeneration: { claimsToSuppress: ["email"] },
          groupOverrideDetails: { groupsToOverride: ["guests"] },
        },
      },
    }));
    await confirmedUser(cloud, pool.ClientId, "claims@example.com");
    const { accessToken, idToken } = await signIn(cloud, pool.ClientId, "claims@example.com");
    const access = claimsOf(accessToken);
    expect(access).toMatchObject({
      tenant: "skein",
      scope: "aws.cognito.signin.user.admin todos/write",
      "cognito:groups": ["guests"],
    });
    expect(access.sub).toBe(access.username);
    expect(claimsOf(idToken).email).toBeUndefined();
  });

  it("let CustomMessage write the mail", async () => {
    const pool = await createPool(cloud, { LambdaConfig: { CustomMessage: arn("words") } });
    cloud.functions.set(arn("words"), (event) => ({
      ...event,
      response: { emailSubject: "Hello", emailMessage: `Type ${String(event.request.codeParameter)}` },
    }));
    await signUp(cloud, pool.ClientId, "words@example.com");
    expect(cloud.mailbox.list({ to: "words@example.com" })[0]).toMatchObject({
      subject: "Hello",
      text: expect.stringMatching(/^Type \d{6}$/),
    });
  });

  it("that the cloud would never call are refused with the pool", async () => {
    await expect(
      cloud.cognito.send(
        new CreateUserPoolCommand({ PoolName: "p", LambdaConfig: { UserMigration: arn("migrate") } }),
      ),
    ).rejects.toThrow("does not support UserMigration of LambdaConfig");
  });
});
