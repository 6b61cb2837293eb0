import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  UserNotFoundException,
} from "@aws-sdk/client-cognito-identity-provider";
import { userId } from "@skein/contracts/ids";
import { createCognitoEngine } from "@skein/local-cloud/engines/cognito/cognito-engine";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../../packages/local-cloud/test/support/cloud.ts";
import { cognitoIdentities } from "../../src/adapters/cognito-identities.ts";

let cloud: TestCloud;
let client: CognitoIdentityProviderClient;
let UserPoolId: string;

beforeAll(async () => {
  const mailbox = { deliver: () => {} };
  cloud = await startTestCloud({
    engines: async (context) => [await createCognitoEngine({ ...context, mailbox, log: () => {} })],
  });
  client = new CognitoIdentityProviderClient(cloud.client);
  const { UserPool } = await client.send(
    new CreateUserPoolCommand({ PoolName: "users", UsernameAttributes: ["email"] }),
  );
  UserPoolId = UserPool?.Id ?? "";
});

afterAll(async () => {
  client?.destroy();
  await cloud?.close();
});

describe("a login", () => {
  it("is removed by the user's id; a second time changes nothing", async () => {
    const { User } = await client.send(
      new AdminCreateUserCommand({ UserPoolId, Username: "ada@example.com", MessageAction: "SUPPRESS" }),
    );
    const id = userId.parse(User?.Attributes?.find(({ Name }) => Name === "sub")?.Value);
    const identities = cognitoIdentities(UserPoolId, client);

    await identities.remove(id);
    const get = client.send(new AdminGetUserCommand({ UserPoolId, Username: "ada@example.com" }));
    await expect(get).rejects.toThrow(UserNotFoundException);
    await identities.remove(id);
  });

  it("is not taken for removed when the pool does not exist", async () => {
    const id = userId.parse("11111111-1111-4111-8111-111111111111");
    await expect(cognitoIdentities("us-east-1_Nowhere00", client).remove(id)).rejects.toThrow();
  });
});
