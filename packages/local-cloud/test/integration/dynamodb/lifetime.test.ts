import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDynamoDbEngine } from "../../../src/engines/dynamodb/dynamodb-engine.ts";
import { startServerProcess } from "../../../src/engines/dynamodb/dynoxide/server-process.ts";
import { startTestCloud } from "../../support/cloud.ts";
import { tableOf } from "../../support/tables.ts";

/** Servers working on this test's state, by their command line. */
const serversOf = (stateDir: string): number[] =>
  execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(stateDir) && /^\s*\d+ \S*dynoxide serve/.test(line))
    .map((line) => Number.parseInt(line, 10));

describe("the native server", () => {
  let stateDir: string;
  beforeEach(() => {
    stateDir = mkdtempSync(path.join(tmpdir(), "dynamodb-"));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(stateDir, { recursive: true, force: true });
  });

  const start = () =>
    startTestCloud({ stateDir, engines: async (context) => [await createDynamoDbEngine(context)] });

  it("comes back after a crash, with all data, while calls wait", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    const cloud = await start();
    const dynamodb = new DynamoDBClient(cloud.client);
    await dynamodb.send(new CreateTableCommand(tableOf("crash")));
    await dynamodb.send(new PutItemCommand({ TableName: "crash", Item: { id: { S: "1" } } }));
    for (const pid of serversOf(stateDir)) process.kill(pid, "SIGKILL");
    const reads = await Promise.all(
      Array.from({ length: 20 }, () =>
        dynamodb.send(new GetItemCommand({ TableName: "crash", Key: { id: { S: "1" } } })),
      ),
    );
    expect(reads.map((read) => read.Item)).toEqual(reads.map(() => ({ id: { S: "1" } })));
    dynamodb.destroy();
    await cloud.close();
    expect(serversOf(stateDir)).toEqual([]);
  });

  it("is not reached by the Ctrl-C that stops the cloud", async () => {
    const cloud = await start();
    const groupOf = (pid: number) =>
      execFileSync("ps", ["-o", "pgid=", "-p", `${pid}`], { encoding: "utf8" }).trim();
    const [server = 0] = serversOf(stateDir);
    expect(groupOf(server)).not.toBe(groupOf(process.pid));
    await cloud.close();
  });

  it("gives up loudly when it does not stay up", async () => {
    const starts = startServerProcess({
      binary: "/bin/false",
      databaseFile: path.join(stateDir, "tables.sqlite"),
      prepare: () => undefined,
      maxStarts: 2,
      report: () => undefined,
    });
    await expect(starts).rejects.toThrow(
      "DynamoDB is down: dynoxide was started 2 times and dynoxide ended with status 1",
    );
  });

  it("does not outlive a cloud that is killed, and the next one has its data", async () => {
    const script = new URL("../../support/dynamodb-host.ts", import.meta.url);
    const host = fork(script, [stateDir], { stdio: "inherit" });
    await once(host, "message");
    expect(serversOf(stateDir)).toHaveLength(1);
    host.kill("SIGKILL");
    await vi.waitUntil(() => serversOf(stateDir).length === 0, { timeout: 5_000 });

    const cloud = await start();
    const dynamodb = new DynamoDBClient(cloud.client);
    const { Item } = await dynamodb.send(
      new GetItemCommand({ TableName: "survivor", Key: { id: { S: "1" } } }),
    );
    expect(Item).toEqual({ id: { S: "1" } });
    dynamodb.destroy();
    await cloud.close();
  });
});
