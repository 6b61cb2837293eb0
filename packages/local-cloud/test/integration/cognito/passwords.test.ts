import {
  AdminCreateUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CognitoCloud,
  confirmedUser,
  createPool,
  goodPassword,
  signIn,
  signUp,
  startCognitoCloud,
} from "../../support/cognito.ts";

const weak = { name: "InvalidPasswordException" };

describe("passwords", () => {
  let cloud: CognitoCloud;
  let pool: Awaited<ReturnType<typeof createPool>>;
  beforeAll(async () => {
    cloud = await startCognitoCloud();
    pool = await createPool(cloud);
  });
  afterAll(() => cloud.close());

  const forgot = (Username: string) =>
    cloud.cognito.send(new ForgotPasswordCommand({ ClientId: pool.ClientId, Username }));
  const confirmForgot = (Username: string, ConfirmationCode: string, Password: string) =>
    cloud.cognito.send(
      new ConfirmForgotPasswordCommand({ ClientId: pool.ClientId, Username, ConfirmationCode, Password }),
    );

  it("that are forgotten are replaced by a code, which a weak password does not use up", async () => {
    await confirmedUser(cloud, pool.ClientId, "forgot@example.com");
    await forgot("forgot@example.com");
    const code = cloud.codeFor("forgot@example.com");
    await expect(confirmForgot("forgot@example.com", code, "weak")).rejects.toMatchObject(weak);
    await confirmForgot("forgot@example.com", code, "Another-Horse-1");
    await expect(signIn(cloud, pool.ClientId, "forgot@example.com")).rejects.toThrow("Incorrect");
    await signIn(cloud, pool.ClientId, "forgot@example.com", "Another-Horse-1");
    await expect(confirmForgot("forgot@example.com", code, goodPassword)).rejects.toMatchObject({
      name: "ExpiredCodeException",
    });
  });

  it("are not recovered over an e-mail that nobody has verified", async () => {
    await signUp(cloud, pool.ClientId, "unverified@example.com");
    await expect(forgot("unverified@example.com")).rejects.toThrow(
      "Cannot reset password for the user as there is no registered/verified email or phone_number",
    );
  });

  it("are changed by who knows the old one", async () => {
    await confirmedUser(cloud, pool.ClientId, "change@example.com");
    const { accessToken } = await signIn(cloud, pool.ClientId, "change@example.com");
    const change = (PreviousPassword: string, ProposedPassword: string) =>
      cloud.cognito.send(
        new ChangePasswordCommand({ AccessToken: accessToken, PreviousPassword, ProposedPassword }),
      );
    await expect(change("Wrong-Horse-9", "Another-Horse-1")).rejects.toThrow(
      "Incorrect username or password",
    );
    await expect(change(goodPassword, "weakweak")).rejects.toMatchObject(weak);
    await change(goodPassword, "Another-Horse-1");
    await signIn(cloud, pool.ClientId, "change@example.com", "Another-Horse-1");
  });

  it("of invited users are temporary: a new one is asked for before any token", async () => {
    const UserPoolId = pool.UserPoolId;
    const { User } = await cloud.cognito.send(
      new AdminCreateUserCommand({ UserPoolId, Username: "invited@example.com" }),
    );
    expect(User).toMatchObject({ UserStatus: "FORCE_CHANGE_PASSWORD", Enabled: true });
    const text = cloud.mailbox.list({ to: "invited@example.com" })[0]?.text ?? "";
    const temporary = /temporary password is (\S+)\.$/.exec(text)?.[1] ?? "";
    const challenge = await signIn(cloud, pool.ClientId, "invited@example.com", temporary);
    expect(challenge.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    expect(challenge.AuthenticationResult).toBeUndefined();
    const answer = (NEW_PASSWORD: string) =>
      cloud.cognito.send(
        new RespondToAuthChallengeCommand({
          ClientId: pool.ClientId,
          ChallengeName: "NEW_PASSWORD_REQUIRED",
          Session: challenge.Session,
          ChallengeResponses: { USERNAME: "invited@example.com", NEW_PASSWORD },
        }),
      );
    await expect(answer("weak")).rejects.toMatchObject(weak);
    expect((await answer(goodPassword)).AuthenticationResult?.AccessToken).toBeDefined();
    await expect(answer(goodPassword)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("that an administrator sets meet the policy, and those it resets do not work any more", async () => {
    const UserPoolId = pool.UserPoolId;
    const Username = "admin@example.com";
    await confirmedUser(cloud, pool.ClientId, Username);
    const set = (Password: string) =>
      cloud.cognito.send(
        new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }),
      );
    await expect(set("weak-password")).rejects.toMatchObject(weak);
    await set("Another-Horse-1");
    await signIn(cloud, pool.ClientId, Username, "Another-Horse-1");
    await cloud.cognito.send(new AdminResetUserPasswordCommand({ UserPoolId, Username }));
    await expect(signIn(cloud, pool.ClientId, Username, "Another-Horse-1")).rejects.toMatchObject({
      name: "PasswordResetRequiredException",
    });
    await confirmForgot(Username, cloud.codeFor(Username), goodPassword);
    await signIn(cloud, pool.ClientId, Username);
  });
});
