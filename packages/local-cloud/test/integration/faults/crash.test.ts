import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CloudAccess } from "../../../src/outputs-file.ts";

describe("a crash", () => {
  let stateDir: string;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-fault-crash-"));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    await rm(stateDir, { recursive: true, force: true });
  });

  const start = async () => {
    const program = path.join(import.meta.dirname, "cloud-process.ts");
    const child = spawn(process.execPath, [program, stateDir], { stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    const ended = once(child, "exit").then(([code, signal]) => ({ code, signal }));
    const said: string[] = [];
    createInterface(child.stderr).on("line", (line) => said.push(line));
    const [line] = await once(createInterface(child.stdout), "line");
    const access = JSON.parse(String(line)) as CloudAccess;
    const sqs = new SQSClient({
      endpoint: access.Endpoint,
      region: access.Region,
      credentials: { accessKeyId: access.AccessKeyId, secretAccessKey: access.SecretAccessKey },
      maxAttempts: 1,
    });
    const faults = `${access.Endpoint}/_local/faults`;
    const addFault = async (fault: object) =>
      (await fetch(faults, { method: "POST", body: JSON.stringify(fault) })).status;
    const listFaults = async () => (await fetch(faults)).json();
    return { child, ended, said, sqs, addFault, listFaults };
  };

  const bodiesIn = async (sqs: SQSClient, QueueUrl: string | undefined) => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    return Messages.map(({ Body }) => Body);
  };

  it("leaves behind what was done by then, and no fault", async () => {
    const crashAt = async (cloud: Awaited<ReturnType<typeof start>>, when: string, body: string) => {
      const fault = { id: "boom", kind: "crash", service: "sqs", operation: "SendMessage", when };
      expect(await cloud.addFault(fault)).toBe(201);
      await expect(send(cloud, body)).rejects.toThrow();
      expect(await cloud.ended).toEqual({ code: null, signal: "SIGKILL" });
      expect(cloud.said).toContain(
        `The fault boom kills this process ${when} sqs:SendMessage on arn:aws:sqs:us-east-1:000000000000:q.`,
      );
    };
    const send = ({ sqs }: { sqs: SQSClient }, MessageBody: string) =>
      sqs.send(new SendMessageCommand({ QueueUrl: "q", MessageBody }));

    const first = await start();
    await first.sqs.send(new CreateQueueCommand({ QueueName: "q" }));
    await send(first, "whole");
    await crashAt(first, "before", "never sent");
    const second = await start();
    expect(await second.listFaults()).toEqual([]);
    await crashAt(second, "after", "sent, never acknowledged");
    const third = await start();
    expect(await bodiesIn(third.sqs, "q")).toEqual(["whole", "sent, never acknowledged"]);
  });
});
