import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeCloud, startFakeCloud } from "../fake-cloud.ts";
import { type HostProcess, startHost } from "../host.ts";
import { createWorkspace, type Workspace } from "../workspace.ts";

let cloud: FakeCloud;
let workspace: Workspace;
let host: HostProcess;

beforeAll(async () => {
  cloud = await startFakeCloud();
  workspace = createWorkspace(["other", "greeter"]);
  host = await startHost(
    workspace.root,
    [workspace.folderOf("other"), workspace.folderOf("greeter")],
    cloud.access,
  );
});

afterAll(async () => {
  await host?.close();
  await cloud.close();
  workspace.remove();
});

/** Makes an edit and resolves with the line that answers it. */
const answerTo = (edit: () => void, line: RegExp): Promise<string> => {
  const since = host.lines.length;
  edit();
  return host.line(line, since);
};
const greeting = async (service: string): Promise<string | null> =>
  (await fetch(`${host.urlOf(service)}/greetings/public`)).headers.get("x-greeting");
const edit = (file: string, from: string, to: string) => () => workspace.edit("greeter", file, from, to);

test("saved code answers within a second, in that service alone", async () => {
  expect(await greeting("greeter")).toBe("hello");
  const saved = performance.now();
  await answerTo(edit("src/greeting.ts", "hello", "good day"), /greeter \| reloaded greet in/);
  expect(await greeting("greeter")).toBe("good day");
  expect(performance.now() - saved).toBeLessThan(1_000);
  expect(await greeting("other")).toBe("hello");
});

test("code that does not bundle is told in one line, and the last good bundle goes on", async () => {
  const line = await answerTo(edit("src/greeting.ts", '"good day"', '"good day'), /greeter \| !/);
  expect(line).toMatch(/src\/greeting\.ts:1:\d+: Unterminated string literal/);
  expect(await greeting("greeter")).toBe("good day");
  await answerTo(edit("src/greeting.ts", '"good day', '"hi"; //'), /reloaded greet in/);
  expect(await greeting("greeter")).toBe("hi");
});

test("a call that is under way when code is saved is answered", async () => {
  const hanging = fetch(`${host.urlOf("greeter")}/misbehave/hang`);
  await answerTo(edit("src/misbehave.ts", "as asked", "as told"), /reloaded misbehave in/);
  expect((await hanging).status).toBe(502);
});

test("a changed statement in an included file is provisioned without a restart", async () => {
  const before = cloud.templates.length;
  await answerTo(
    edit("iam.yml", "dynamodb:GetItem", "dynamodb:PutItem"),
    /took over the changed configuration/,
  );
  expect(cloud.templates.length).toBe(before + 1);
  expect(JSON.stringify(cloud.templates.at(-1))).toContain("dynamodb:PutItem");
});

test("a changed variable reaches the function without a restart", async () => {
  await answerTo(edit("serverless.yml", "TABLE: !Ref Greetings", "TABLE: elsewhere"), /took over/);
  const response = await fetch(`${host.urlOf("greeter")}/greetings/public`);
  expect(await response.json()).toMatchObject({ environment: { TABLE: "elsewhere" } });
});

test("a changed authorizer holds without a restart", async () => {
  const token = cloud.token({ token_use: "access", scope: "greet" });
  const status = async () =>
    (await fetch(`${host.urlOf("greeter")}/greetings/bob`, { headers: { authorization: token } })).status;
  expect(await status()).toBe(401);
  await answerTo(
    edit("serverless.yml", "scopes: [aws.cognito.signin.user.admin]", "scopes: [greet]"),
    /took over/,
  );
  expect(await status()).toBe(200);
});

test("a broken configuration is told in one line, and what ran goes on", async () => {
  const line = await answerTo(edit("serverless.yml", "service: skein", "service: {skein"), /greeter \| !/);
  expect(line).toMatch(/Cannot parse "serverless.yml": .*what ran before goes on/);
  expect(await greeting("greeter")).toBe("hi");
  await answerTo(edit("serverless.yml", "service: {skein", "service: skein"), /sound again/);
});

test("an included file that is missing is told, and its return seen", async () => {
  const line = await answerTo(edit("serverless.yml", "file(iam.yml)", "file(roles.yml)"), /greeter \| !/);
  expect(line).toContain("iam.role.statements");
  const file = path.join(workspace.folderOf("greeter"), "roles.yml");
  await answerTo(
    () => writeFileSync(file, "- { Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/b' }\n"),
    /sound again/,
  );
  expect(JSON.stringify(cloud.templates.at(-1))).toContain("s3:GetObject");
});

test("what the cloud refuses is told resource by resource", async () => {
  cloud.failNext([{ logicalId: "Greetings", type: "AWS::DynamoDB::Table", message: "no such key" }]);
  const line = await answerTo(edit("serverless.yml", "timeout: 5", "timeout: 6"), /greeter \| !/);
  expect(line).toContain("Greetings (AWS::DynamoDB::Table): no such key");
  expect(await greeting("greeter")).toBe("hi");
});

test("an event that would never fire is refused by name", async () => {
  const line = await answerTo(
    edit("serverless.yml", '- http: { method: get, path: "misbehave/{how}" }', "- schedule: rate(1 hour)"),
    /greeter \| !/,
  );
  expect(line).toContain('Function "misbehave" has an event of type "schedule"');
  await answerTo(
    edit("serverless.yml", "- schedule: rate(1 hour)", '- http: { method: get, path: "misbehave/{how}" }'),
    /sound again/,
  );
});

test("a new function is bundled and served", async () => {
  const added = "functions:\n  again:\n    handler: src/greet.handler\n    events: [{ http: GET /again }]\n";
  await answerTo(edit("serverless.yml", "functions:\n", added), /took over/);
  expect((await fetch(`${host.urlOf("greeter")}/again`)).status).toBe(200);
  expect(cloud.hosts.has("skein-greeter-dev-again")).toBe(true);
});

test("a new function that does not bundle leaves the others as they are", async () => {
  const added = "functions:\n  broken:\n    handler: src/nowhere.handler\n";
  const line = await answerTo(edit("serverless.yml", "functions:\n", added), /greeter \| !/);
  expect(line).toContain("broken");
  expect(await greeting("greeter")).toBe("hi");
  await answerTo(edit("serverless.yml", added, "functions:\n"), /sound again/);
  expect(await greeting("greeter")).toBe("hi");
});

test("closing withdraws every function and ends the process", async () => {
  expect(cloud.hosts.size).toBe(7);
  expect(await host.close()).toBe(0);
  expect(cloud.hosts.size).toBe(0);
});
