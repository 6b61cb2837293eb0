import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { type ServiceLog, serviceLog } from "@skein/serverless-local/log";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type OperatedCloud, startOperatedCloud } from "./support/operated-cloud.ts";
import { runScript } from "./support/script-run.ts";

describe("the lines of services", () => {
  let stateDir: string;
  let todos: ServiceLog;
  let users: ServiceLog;
  const start = (...args: string[]) => runScript("logs", args, { SKEIN_STATE_DIR: stateDir });
  const logs = (...args: string[]) => start(...args).ended;
  /** As a function of the services writes it. */
  const structured = (level: string, message: string, more: object = {}) =>
    JSON.stringify({ level, message, timestamp: new Date().toISOString(), service: "todos", ...more });

  beforeEach(() => {
    stateDir = mkdtempSync(path.join(os.tmpdir(), "skein-logs-"));
    const write = () => {};
    todos = serviceLog({ name: "todos", stateDir, write, env: {} });
    users = serviceLog({ name: "users", stateDir, write, env: {} });
  });
  afterEach(() => {
    todos.close();
    users.close();
    rmSync(stateDir, { recursive: true });
  });

  it("are shown with what they carry, errors with their stack", async () => {
    todos.note("POST /todos 500 12 ms");
    const error = { name: "Boom", message: "no luck", stack: "Boom: no luck\n    at create (create.ts:1:1)" };
    todos.fromFunction(
      "createTodo",
      structured("ERROR", "it failed", { correlationId: "c-1", function_name: "long", error }),
      "stdout",
    );
    const { code, stdout } = await logs("todos");
    expect(code).toBe(0);
    const time = String.raw`\d\d:\d\d:\d\d\.\d{3}`;
    expect(stdout).toMatch(new RegExp(`^${time} INFO  todos \\| POST /todos 500 12 ms$`, "m"));
    expect(stdout).toMatch(
      new RegExp(`^${time} ERROR todos createTodo \\| it failed correlationId=c-1$`, "m"),
    );
    expect(stdout).toContain("\n    Boom: no luck\n        at create (create.ts:1:1)\n");
  });

  it("are filtered by service, function and level, and read by machines", async () => {
    todos.fromFunction("getTodo", structured("INFO", "routine"), "stdout");
    todos.fromFunction("getTodo", structured("WARN", "odd"), "stdout");
    todos.fromFunction("createTodo", structured("ERROR", "bad"), "stdout");
    users.warn("elsewhere");
    const { stdout } = await logs("todos", "--function", "getTodo", "--level", "warn", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ service: "todos", function: "getTodo", message: "odd" });
    const all = await logs();
    expect(all.stdout.trim().split("\n")).toHaveLength(4);
    expect((await logs("users", "--since", "2020-01-01T00:00:00Z")).stdout).toContain("elsewhere");
    const none = await logs("users", "--level", "error");
    expect(none).toMatchObject({ code: 0, stdout: "", stderr: expect.stringContaining("no line fits") });
  });

  it("are followed as they come, over a restart of the service", async () => {
    todos.note("before");
    const following = start("todos", "--follow");
    await following.printed(/before/);
    todos.note("while it runs");
    await following.printed(/while it runs/);
    todos.close();
    todos = serviceLog({ name: "todos", stateDir, write: () => {}, env: {} });
    todos.note("after the restart");
    await following.printed(/after the restart/);
    following.interrupt();
    expect((await following.ended).code).toBe(0);
  });

  it("that are not there are told of in one line", async () => {
    todos.note("x");
    expect(await logs("nothing")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^logs: There is no service "nothing"\. There are: .*todos.*\n$/),
    });
    expect(await logs("users")).toMatchObject({
      code: 1,
      stderr: "logs: nothing is logged yet of users: npm start runs them\n",
    });
    expect(await logs("--journal")).toMatchObject({
      code: 1,
      stderr: "logs: no local cloud is running, so there is no journal: npm start\n",
    });
  });
});

describe("the journal", () => {
  let operated: OperatedCloud;
  beforeAll(async () => {
    operated = await startOperatedCloud();
  });
  afterAll(() => operated.close());

  it("tells who did what to which resource, whether it was allowed, and how long it took", async () => {
    await operated.addQueue("seen");
    const { code, stdout } = await operated.run("logs", "--journal", "--service", "sqs");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} allowed sqs:CreateQueue arn:aws:sqs:us-east-1:000000000000:seen by arn:aws:iam::000000000000:root -> 200 in \d+\.\d ms$/m,
    );
  });

  it("is filtered to what was denied, and followed", async () => {
    const following = operated.start("logs", "--journal", "--denied", "--follow", "--json");
    const sts = new STSClient(operated.client);
    // There is no such role: the call is denied.
    await expect(
      sts.send(
        new AssumeRoleCommand({
          RoleArn: "arn:aws:iam::000000000000:role/nobody",
          RoleSessionName: "test",
        }),
      ),
    ).rejects.toThrow();
    sts.destroy();
    const stranger = new SQSClient({
      ...operated.client,
      credentials: { accessKeyId: "AKIANOBODY", secretAccessKey: "guessed" },
    });
    await expect(stranger.send(new GetQueueUrlCommand({ QueueName: "seen" }))).rejects.toThrow();
    stranger.destroy();
    await following.printed(/"decision":"unauthenticated"/);
    following.interrupt();
    const { stdout } = await following.ended;
    for (const line of stdout.trim().split("\n"))
      expect(JSON.parse(line)).not.toMatchObject({ decision: "allowed" });
  });
});
