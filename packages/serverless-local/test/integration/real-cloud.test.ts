/** The plugin on the local cloud itself: what the template says holds, end to end. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { type RunningCloud, startCloud } from "@skein/local-cloud";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type HostProcess, startHost } from "../host.ts";
import { type Keys, signedGet } from "../signed-fetch.ts";
import { createWorkspace, type Workspace } from "../workspace.ts";

let stateDir: string;
let cloud: RunningCloud;
let workspace: Workspace;
let host: HostProcess;

beforeAll(async () => {
  stateDir = mkdtempSync(path.join(tmpdir(), "skein-cloud-"));
  cloud = await startCloud({ region: "us-east-1", accountId: "000000000000", port: 0, stateDir });
  workspace = createWorkspace(["greeter"]);
  host = await startHost(workspace.root, [workspace.folderOf("greeter")], cloud.access);
});

afterAll(async () => {
  await host?.close();
  await cloud.close();
  workspace.remove();
  rmSync(stateDir, { recursive: true, force: true });
});

const url = (route: string) => `${host.urlOf("greeter")}${route}`;
const get = (route: string, token?: string) =>
  fetch(url(route), token ? { headers: { authorization: `Bearer ${token}` } } : {});

const signUp = async () => {
  const { UserPoolClientId: ClientId = "" } = cloud.outputs().greeter ?? {};
  const client = new CognitoIdentityProviderClient({
    endpoint: cloud.endpoint,
    region: "us-east-1",
    credentials: cloud.credentials,
  });
  const Username = "ada@skein.example";
  const Password = "Correct-horse-9";
  await client.send(
    new SignUpCommand({ ClientId, Username, Password, UserAttributes: [{ Name: "email", Value: Username }] }),
  );
  const [mail] = (await (await fetch(`${cloud.endpoint}/_local/mail?to=${Username}`)).json()) as {
    text: string;
  }[];
  const [ConfirmationCode = ""] = /\d{6}/.exec(mail?.text ?? "") ?? [];
  await client.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode }));
  const { AuthenticationResult } = await client.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: Username, PASSWORD: Password },
    }),
  );
  return { access: AuthenticationResult?.AccessToken, id: AuthenticationResult?.IdToken };
};

test("outputs lead to the API that is served here", () => {
  expect(cloud.outputs().greeter).toMatchObject({
    ApiUrl: host.urlOf("greeter"),
    TableName: "skein-dev-greetings",
  });
});

test("tokens of the pool open the routes that ask for them, each kind its own", async () => {
  const { access, id } = await signUp();
  expect((await get("/greetings/bob", access)).status).toBe(200);
  expect((await get("/greetings/bob", id)).status).toBe(401);
  expect((await get("/me", id)).status).toBe(200);
  expect((await get("/me", access)).status).toBe(401);
  const forged = `${access?.slice(0, -8)}AAAAAAAA`;
  expect((await get("/greetings/bob", forged)).status).toBe(401);
});

const recall = async () => {
  const response = await get("/recall/7");
  return { status: response.status, ...((await response.json()) as { name?: string; message?: string }) };
};

test("a statement taken from the role fails the call, and put back lets it through, without a restart", async () => {
  expect((await recall()).status).toBe(200);
  const changed = async (edit: () => void) => {
    const since = host.lines.length;
    edit();
    await host.line(/took over the changed configuration/, since);
  };

  await changed(() => workspace.edit("greeter", "iam.yml", "dynamodb:GetItem", "dynamodb:PutItem"));
  const refused = await recall();
  expect(refused).toMatchObject({ status: 500, name: "AccessDeniedException" });
  expect(refused.message).toMatch(
    /not authorized to perform: dynamodb:GetItem on resource: \S+skein-dev-greetings/,
  );

  await changed(() => workspace.edit("greeter", "iam.yml", "dynamodb:PutItem", "dynamodb:GetItem"));
  expect((await recall()).status).toBe(200);
});

test("a signed route lets in whom IAM lets in", async () => {
  const asOperator = await signedGet(url("/internal?x=1"), cloud.credentials);
  expect(asOperator.status).toBe(200);

  const { environment } = (await (await get("/greetings/public")).json()) as {
    environment: Record<string, string>;
  };
  const ofFunction: Keys = {
    accessKeyId: environment.AWS_ACCESS_KEY_ID ?? "",
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? "",
    sessionToken: environment.AWS_SESSION_TOKEN ?? "",
  };
  const refused = await signedGet(url("/internal"), ofFunction);
  expect(refused.status).toBe(403);
  expect(await refused.json()).toEqual({
    message: expect.stringMatching(
      /not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:/,
    ),
  });

  const forged = await signedGet(url("/internal"), { ...ofFunction, secretAccessKey: "guessed" });
  expect(forged.status).toBe(403);
  expect((await get("/internal")).status).toBe(403);
});
