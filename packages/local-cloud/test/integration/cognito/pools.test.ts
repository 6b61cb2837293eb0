import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserCommand,
  ListTagsForResourceCommand,
  ListUsersCommand,
  TagResourceCommand,
  UpdateUserAttributesCommand,
  UpdateUserPoolClientCommand,
  UpdateUserPoolCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CognitoCloud,
  confirmedUser,
  createPool,
  signIn,
  startCognitoCloud,
} from "../../support/cognito.ts";

describe("user pools", () => {
  let cloud: CognitoCloud;
  beforeAll(async () => {
    cloud = await startCognitoCloud();
  });
  afterAll(() => cloud.close());

  it("are described as they were made, with AWS's defaults and ids", async () => {
    const { UserPool } = await cloud.cognito.send(
      new CreateUserPoolCommand({
        PoolName: "people",
        Policies: { PasswordPolicy: { MinimumLength: 12, RequireNumbers: true } },
        UserPoolTags: { team: "users" },
        Schema: [
          { Name: "email", Required: true },
          { Name: "plan", AttributeDataType: "String", Mutable: false },
        ],
        AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: "verified_email" }] },
      }),
    );
    expect(UserPool?.Id).toMatch(/^us-east-1_[A-Za-z0-9]{9}$/);
    const { UserPool: described } = await cloud.cognito.send(
      new DescribeUserPoolCommand({ UserPoolId: UserPool?.Id }),
    );
    expect(described).toMatchObject({
      Name: "people",
      Arn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${UserPool?.Id}`,
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireNumbers: true, RequireSymbols: false } },
      MfaConfiguration: "OFF",
      DeletionProtection: "INACTIVE",
      UserPoolTags: { team: "users" },
      EstimatedNumberOfUsers: 0,
    });
    const names = described?.SchemaAttributes?.map(({ Name }) => Name);
    expect(names).toContain("custom:plan");
    expect(described?.SchemaAttributes?.find(({ Name }) => Name === "email")?.Required).toBe(true);
  });

  it("change by an update, in which what is left out goes back to its default", async () => {
    const { UserPoolId } = await createPool(cloud, { Policies: { PasswordPolicy: { MinimumLength: 20 } } });
    await cloud.cognito.send(
      new UpdateUserPoolCommand({
        UserPoolId,
        AutoVerifiedAttributes: ["email"],
        DeletionProtection: "ACTIVE",
      }),
    );
    const { UserPool } = await cloud.cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(UserPool).toMatchObject({
      UsernameAttributes: ["email"],
      Policies: { PasswordPolicy: { MinimumLength: 8, RequireSymbols: true } },
    });
    await expect(cloud.cognito.send(new DeleteUserPoolCommand({ UserPoolId }))).rejects.toThrow(
      "deletion protection is activated",
    );
    await cloud.cognito.send(new UpdateUserPoolCommand({ UserPoolId, DeletionProtection: "INACTIVE" }));
    await cloud.cognito.send(new DeleteUserPoolCommand({ UserPoolId }));
    await expect(cloud.cognito.send(new DescribeUserPoolCommand({ UserPoolId }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it.each([
    [{ MfaConfiguration: "ON" as const }, "MfaConfiguration ON"],
    [{ AutoVerifiedAttributes: ["phone_number" as const] }, "phone_number in AutoVerifiedAttributes"],
    [{ DeviceConfiguration: {} }, "DeviceConfiguration of CreateUserPool"],
    [{ UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" as const } }, "AdvancedSecurityMode ENFORCED"],
  ])("refuse what would not be honoured: %o", async (settings, named) => {
    await expect(
      cloud.cognito.send(new CreateUserPoolCommand({ PoolName: "p", ...settings })),
    ).rejects.toThrow(`does not support ${named}`);
  });

  it("are tagged by their ARN", async () => {
    const { UserPoolId } = await createPool(cloud);
    const ResourceArn = `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${UserPoolId}`;
    await cloud.cognito.send(new TagResourceCommand({ ResourceArn, Tags: { stage: "dev" } }));
    expect(await cloud.cognito.send(new ListTagsForResourceCommand({ ResourceArn }))).toMatchObject({
      Tags: { stage: "dev" },
    });
  });

  it("have clients with checked lifetimes and attributes", async () => {
    const { UserPoolId, ClientId } = await createPool(cloud);
    const create = (settings: object) =>
      cloud.cognito.send(new CreateUserPoolClientCommand({ UserPoolId, ClientName: "c", ...settings }));
    await expect(
      create({ AccessTokenValidity: 2, TokenValidityUnits: { AccessToken: "minutes" } }),
    ).rejects.toThrow("Invalid range for token validity.");
    await expect(create({ ReadAttributes: ["custom:nope"] })).rejects.toThrow("Invalid ReadAttributes");
    await expect(create({ AllowedOAuthFlowsUserPoolClient: true })).rejects.toThrow("does not support OAuth");
    await cloud.cognito.send(
      new UpdateUserPoolClientCommand({
        UserPoolId,
        ClientId,
        ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
      }),
    );
    const { UserPoolClient } = await cloud.cognito.send(
      new DescribeUserPoolClientCommand({ UserPoolId, ClientId }),
    );
    expect(UserPoolClient).toMatchObject({
      ClientName: "test",
      ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
      EnableTokenRevocation: true,
      RefreshTokenValidity: 30,
    });
  });

  it("change a verified e-mail only when the new one is verified, where they say so", async () => {
    const { UserPoolId, ClientId } = await createPool(cloud, {
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
    });
    await confirmedUser(cloud, ClientId, "old@example.com");
    const { accessToken: AccessToken } = await signIn(cloud, ClientId, "old@example.com");
    const email = async () => {
      const user = await cloud.cognito.send(new GetUserCommand({ AccessToken }));
      return user.UserAttributes?.find(({ Name }) => Name === "email")?.Value;
    };
    await cloud.cognito.send(
      new UpdateUserAttributesCommand({
        AccessToken,
        UserAttributes: [{ Name: "email", Value: "new@example.com" }],
      }),
    );
    expect(await email()).toBe("old@example.com");
    await cloud.cognito.send(
      new VerifyUserAttributeCommand({
        AccessToken,
        AttributeName: "email",
        Code: cloud.codeFor("new@example.com"),
      }),
    );
    expect(await email()).toBe("new@example.com");
    await expect(
      cloud.cognito.send(new AdminGetUserCommand({ UserPoolId, Username: "old@example.com" })),
    ).rejects.toMatchObject({ name: "UserNotFoundException" });
    await signIn(cloud, ClientId, "new@example.com");
  });

  it("let no two users have the same e-mail, and find users by it", async () => {
    const { UserPoolId } = await createPool(cloud);
    for (const Username of ["one@example.com", "two@example.com"])
      await cloud.cognito.send(
        new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: "SUPPRESS" }),
      );
    await expect(
      cloud.cognito.send(
        new AdminUpdateUserAttributesCommand({
          UserPoolId,
          Username: "two@example.com",
          UserAttributes: [{ Name: "email", Value: "one@example.com" }],
        }),
      ),
    ).rejects.toMatchObject({ name: "AliasExistsException" });
    const { Users } = await cloud.cognito.send(
      new ListUsersCommand({ UserPoolId, Filter: 'email = "two@example.com"' }),
    );
    expect(Users).toHaveLength(1);
  });

  it("need a signature for administration", async () => {
    const { UserPoolId } = await createPool(cloud);
    const answer = await fetch(cloud.endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSCognitoIdentityProviderService.ListUsers",
      },
      body: JSON.stringify({ UserPoolId }),
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).toContain("MissingAuthenticationToken");
  });
});
