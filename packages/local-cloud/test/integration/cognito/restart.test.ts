import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { GetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, it } from "vitest";
import { confirmedUser, createPool, signIn, startCognitoCloud } from "../../support/cognito.ts";

it("users, tokens and keys outlive the cloud", async () => {
  const stateDir = mkdtempSync(path.join(tmpdir(), "cognito-"));
  const before = await startCognitoCloud({ stateDir });
  const { UserPoolId, ClientId } = await createPool(before);
  await confirmedUser(before, ClientId, "ada@example.com");
  const { accessToken } = await signIn(before, ClientId, "ada@example.com");
  const keySet = async (endpoint: string) =>
    (await fetch(`${endpoint}/${UserPoolId}/.well-known/jwks.json`)).text();
  const keysBefore = await keySet(before.endpoint);

  // Nothing is closed first: what a call has answered is on disk already.
  const after = await startCognitoCloud({ stateDir });
  const user = await after.cognito.send(new GetUserCommand({ AccessToken: accessToken }));
  expect(user.UserAttributes).toContainEqual({ Name: "email", Value: "ada@example.com" });
  await expect(signIn(after, ClientId, "ada@example.com")).resolves.toBeDefined();
  expect(await keySet(after.endpoint)).toBe(keysBefore);

  await before.close();
  await after.close();
  rmSync(stateDir, { recursive: true, force: true });
});
