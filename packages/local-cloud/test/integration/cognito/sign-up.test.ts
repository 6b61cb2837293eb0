import {
  AdminGetUserCommand,
  ConfirmSignUpCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
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

describe("signing up", () => {
  let cloud: CognitoCloud;
  let pool: Awaited<ReturnType<typeof createPool>>;
  beforeAll(async () => {
    cloud = await startCognitoCloud();
    pool = await createPool(cloud);
  });
  afterAll(() => cloud.close());

  const confirm = (Username: string, ConfirmationCode: string, ClientId = pool.ClientId) =>
    cloud.cognito.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode }));

  it("sends a code by mail and says where to, and a line to the console", async () => {
    const answer = await signUp(cloud, pool.ClientId, "ada@example.com");
    expect(answer).toMatchObject({
      UserConfirmed: false,
      CodeDeliveryDetails: { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "a***@e***" },
    });
    const [mail] = cloud.mailbox.list({ to: "ada@example.com" });
    expect(mail).toMatchObject({ subject: "Your verification code" });
    expect(cloud.lines.at(-1)).toBe(`Mail to ada@example.com: code ${cloud.codeFor("ada@example.com")}`);
  });

  it("makes the sub the username, and verifies the e-mail by its code", async () => {
    const { UserSub } = await signUp(cloud, pool.ClientId, "bob@example.com");
    await confirm("bob@example.com", cloud.codeFor("bob@example.com"));
    const user = await cloud.cognito.send(
      new AdminGetUserCommand({ UserPoolId: pool.UserPoolId, Username: "bob@example.com" }),
    );
    expect(user).toMatchObject({ Username: UserSub, UserStatus: "CONFIRMED", Enabled: true });
    expect(user.UserAttributes).toEqual([
      { Name: "sub", Value: UserSub },
      { Name: "email", Value: "bob@example.com" },
      { Name: "email_verified", Value: "true" },
    ]);
  });

  it("refuses weak passwords, names that are no e-mail, and names that are taken", async () => {
    await expect(signUp(cloud, pool.ClientId, "weak@example.com", "a")).rejects.toMatchObject({
      name: "InvalidPasswordException",
      message: "Password did not conform with policy: Password not long enough",
    });
    await expect(signUp(cloud, pool.ClientId, "weak")).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "Username should be an email.",
    });
    await signUp(cloud, pool.ClientId, "taken@example.com");
    await expect(signUp(cloud, pool.ClientId, "taken@example.com")).rejects.toMatchObject({
      name: "UsernameExistsException",
    });
  });

  it("refuses attributes that the pool does not have, and that a client must not set", async () => {
    const withAttribute = (Name: string, Value: string) =>
      cloud.cognito.send(
        new SignUpCommand({
          ClientId: pool.ClientId,
          Username: "attributes@example.com",
          Password: goodPassword,
          UserAttributes: [{ Name, Value }],
        }),
      );
    await expect(withAttribute("custom:nope", "1")).rejects.toThrow("custom:nope: Attribute does not exist");
    await expect(withAttribute("email_verified", "true")).rejects.toMatchObject({
      name: "NotAuthorizedException",
    });
  });

  it("takes the right code once, refuses wrong ones, and stops counting guesses", async () => {
    const address = "codes@example.com";
    await signUp(cloud, pool.ClientId, address);
    const code = cloud.codeFor(address);
    const wrong = code === "000000" ? "000001" : "000000";
    await expect(confirm(address, wrong)).rejects.toMatchObject({ name: "CodeMismatchException" });
    for (let guess = 0; guess < 4; guess += 1)
      await expect(confirm(address, wrong)).rejects.toMatchObject({ name: "CodeMismatchException" });
    await expect(confirm(address, code)).rejects.toMatchObject({ name: "LimitExceededException" });
    await cloud.cognito.send(
      new ResendConfirmationCodeCommand({ ClientId: pool.ClientId, Username: address }),
    );
    await confirm(address, cloud.codeFor(address));
    await expect(confirm(address, cloud.codeFor(address))).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "User cannot be confirmed. Current status is CONFIRMED",
    });
  });

  it("refuses a code after a day", async () => {
    const address = "late@example.com";
    await signUp(cloud, pool.ClientId, address);
    cloud.passMs(25 * 60 * 60 * 1_000);
    await expect(confirm(address, cloud.codeFor(address))).rejects.toMatchObject({
      name: "ExpiredCodeException",
    });
  });

  it("lets nobody in before the code", async () => {
    await signUp(cloud, pool.ClientId, "unconfirmed@example.com");
    await expect(signIn(cloud, pool.ClientId, "unconfirmed@example.com")).rejects.toMatchObject({
      name: "UserNotConfirmedException",
    });
  });

  it("writes mails in the pool's own words", async () => {
    const own = await createPool(cloud, {
      VerificationMessageTemplate: {
        DefaultEmailOption: "CONFIRM_WITH_CODE",
        EmailSubject: "Welcome to Skein",
        EmailMessage: "<p>Your <b>code</b>: {####}</p>",
      },
      EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT", From: "Skein <hello@skein.example>" },
    });
    await confirmedUser(cloud, own.ClientId, "words@example.com");
    const code = cloud.codeFor("words@example.com");
    expect(cloud.mailbox.list({ to: "words@example.com" })[0]).toMatchObject({
      subject: "Welcome to Skein",
      from: "Skein <hello@skein.example>",
      text: `Your code: ${code}`,
      html: `<p>Your <b>code</b>: ${code}</p>`,
    });
  });

  it("tells strangers nothing where the client says so", async () => {
    const quiet = await createPool(cloud, {}, { PreventUserExistenceErrors: "ENABLED" });
    await expect(signIn(cloud, quiet.ClientId, "nobody@example.com")).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "Incorrect username or password.",
    });
    await expect(confirm("nobody@example.com", "123456", quiet.ClientId)).rejects.toMatchObject({
      name: "ExpiredCodeException",
    });
    await expect(signIn(cloud, pool.ClientId, "nobody@example.com")).rejects.toMatchObject({
      name: "UserNotFoundException",
    });
  });
});
