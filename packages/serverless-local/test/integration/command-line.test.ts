import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Command, runServerless } from "../command.ts";
import { type FakeCloud, startFakeCloud } from "../fake-cloud.ts";
import { createWorkspace, type Workspace } from "../workspace.ts";

let workspace: Workspace;
const clouds: FakeCloud[] = [];
const commands: Command[] = [];

beforeEach(() => {
  workspace = createWorkspace(["greeter"]);
});

afterEach(async () => {
  for (const { process } of commands) process.kill("SIGKILL");
  for (const { exited } of commands.splice(0)) await exited;
  for (const cloud of clouds.splice(0)) await cloud.close();
  workspace.remove();
});

const startCloud = async () => {
  const cloud = await startFakeCloud();
  clouds.push(cloud);
  workspace.publish(cloud.access);
  return cloud;
};

const offline = (...args: string[]) => {
  const command = runServerless(workspace, "greeter", ["offline", ...args]);
  commands.push(command);
  return command;
};

const greet = "skein-greeter-dev-greet";

test("joins the running cloud, and withdraws on Ctrl-C", async () => {
  const cloud = await startCloud();
  const command = offline();
  await command.printed(/greeter \| ready at http/);
  expect(cloud.hosts.has(greet)).toBe(true);
  const [, url] = /ready at (http:\S+)/.exec(command.output()) ?? [];
  expect((await fetch(`${url}/greetings/public`)).status).toBe(200);

  command.process.kill("SIGINT");
  expect(await command.exited).toBe(0);
  expect(cloud.hosts.size).toBe(0);
  expect(command.output()).not.toMatch(/serverless-offline|sponsor|Warning/i);
});

test("announces itself again when the cloud was restarted", async () => {
  const first = await startCloud();
  const command = offline("start");
  await command.printed(/ready at/);
  await first.close();
  await command.printed(/the local cloud is gone/);
  const second = await startCloud();
  await command.printed(/joined the local cloud again/);
  expect(second.hosts.get(greet)).toBe(first.hosts.get(greet));
});

test("starts a cloud when none runs, and stops it", async () => {
  mkdirSync(path.join(workspace.root, "scripts"));
  writeFileSync(
    path.join(workspace.root, "scripts", "start.ts"),
    `import { startFakeCloud } from ${JSON.stringify(path.resolve(import.meta.dirname, "../fake-cloud.ts"))};
     import { createWorkspace } from ${JSON.stringify(path.resolve(import.meta.dirname, "../workspace.ts"))};
     import { mkdirSync, writeFileSync } from "node:fs";
     const cloud = await startFakeCloud();
     mkdirSync(".local", { recursive: true });
     writeFileSync(".local/outputs.json", JSON.stringify({ cloud: cloud.access }));
     writeFileSync("started.json", JSON.stringify({ pid: process.pid, args: process.argv.slice(2) }));
     console.log("Skein is ready");`,
  );
  writeFileSync(
    path.join(workspace.root, "serverless-compose.yml"),
    "services:\n  greeter: { path: services/greeter, dependsOn: [users] }\n",
  );
  const command = offline();
  await command.printed(/greeter \| ready at/);
  expect(command.output()).toContain("greeter | cloud | Skein is ready");
  const { pid, args } = JSON.parse(readFileSync(path.join(workspace.root, "started.json"), "utf8"));
  expect(args).toEqual(["users"]);

  command.process.kill("SIGTERM");
  expect(await command.exited).toBe(0);
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow("ESRCH"));
});

const lines = (command: Command) =>
  command
    .output()
    .split("\n")
    .filter((line) => line.startsWith("skein: "));

test("says in one line that its port is taken", async () => {
  await startCloud();
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const { port } = taken.address() as { port: number };
  const command = offline("--httpPort", String(port));
  expect(await command.exited).toBe(1);
  await new Promise((resolve) => taken.close(resolve));
  expect(lines(command)).toEqual([expect.stringContaining(`Port ${port} for the API is taken`)]);
  expect(command.output()).not.toContain("    at ");
});

test("says in one line for each resource what could not be provisioned, and leaves nothing behind", async () => {
  const cloud = await startCloud();
  cloud.failNext([
    { logicalId: "Pool", type: "AWS::Cognito::UserPool", message: "too weak" },
    { logicalId: "Greetings", type: "AWS::DynamoDB::Table", message: "no such key" },
  ]);
  const command = offline();
  expect(await command.exited).toBe(1);
  expect(lines(command)).toEqual([
    "skein: Pool (AWS::Cognito::UserPool): too weak",
    "skein: Greetings (AWS::DynamoDB::Table): no such key",
  ]);
  expect(command.output()).not.toContain("    at ");
  expect(cloud.hosts.size).toBe(0);
});
