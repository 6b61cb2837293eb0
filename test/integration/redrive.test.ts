import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { DeleteMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OperatedCloud, startOperatedCloud, type TestQueue } from "./support/operated-cloud.ts";
import { runScript } from "./support/script-run.ts";

let operated: OperatedCloud;
beforeAll(async () => {
  operated = await startOperatedCloud();
});
afterAll(() => operated.close());

interface Listed {
  readonly name: string;
  readonly visible: number;
  readonly movable: boolean;
  readonly pointers: boolean;
  readonly oldestSentAt?: string;
  readonly sources: readonly object[];
  readonly failures: readonly object[];
}

const list = async (): Promise<readonly Listed[]> => {
  const { code, stdout } = await operated.run("redrive", "--json");
  expect(code).toBe(0);
  return (JSON.parse(stdout) as { queues: readonly Listed[] }).queues;
};

const event = (id: number) =>
  JSON.stringify({ specversion: "1.0", id: String(id), type: "skein.users.user.deleted.v1" });

const takeAll = async ({ url }: TestQueue): Promise<readonly string[]> => {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await operated.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: 30 }),
    );
    if (Messages.length === 0) return bodies;
    for (const { Body = "", ReceiptHandle } of Messages) {
      bodies.push(Body);
      await operated.sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
    }
  }
};

describe("the list", () => {
  it("tells each dead-letter queue's depth, age, sources and reasons, and leaves the messages as they are", async () => {
    const pair = await operated.addPair("listed");
    const { queue, dlq } = pair;
    for (const id of [1, 2]) await operated.send(queue, event(id));
    await operated.giveUp(pair, 2);
    await operated.send(dlq, event(3), { failureReason: "version 9 is not known" });

    const found = (await list()).find(({ name }) => name === "listed-dlq");
    expect(found).toMatchObject({
      visible: 3,
      movable: true,
      pointers: false,
      sources: [{ kind: "queue", name: "listed", maxReceiveCount: 1 }],
      failures: [
        { count: 2, reason: expect.stringContaining("received from listed too often") },
        { count: 1, reason: "version 9 is not known", eventType: "skein.users.user.deleted.v1" },
      ],
    });
    expect(Date.now() - Date.parse(found?.oldestSentAt ?? "")).toBeLessThan(60_000);
    expect(await operated.depth(dlq)).toBe(3);

    const { stdout } = await operated.run("redrive");
    expect(stdout.split("\n")[0]).toBe(`In the local cloud at ${operated.cloud.endpoint} (us-east-1)`);
    expect(stdout).toContain("listed-dlq: 3 messages, oldest sent less than a minute ago");
    expect(stdout).toContain("  from queue listed, after 1 receives");
    expect(stdout).toContain("1 × version 9 is not known [skein.users.user.deleted.v1]");
    expect(stdout).toContain("  move back: npm run redrive -- listed-dlq");
  });

  it("finds the dead-letter queues of subscriptions, which SQS cannot move back", async () => {
    const dlq = await operated.addQueue("of-a-subscription");
    const queue = await operated.addQueue("subscribed");
    const sns = new SNSClient(operated.client);
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "some-events" }));
    await sns.send(
      new SubscribeCommand({
        TopicArn,
        Protocol: "sqs",
        Endpoint: queue.arn,
        Attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dlq.arn }) },
      }),
    );
    sns.destroy();
    expect((await list()).find(({ name }) => name === dlq.name)).toMatchObject({
      movable: false,
      sources: [{ kind: "subscription", topic: "some-events", endpoint: queue.arn }],
    });
    const { code, stderr } = await operated.run("redrive", dlq.name);
    expect(code).toBe(1);
    expect(stderr).toBe(
      "redrive: SQS moves back only what came from a queue, and of-a-subscription takes what a topic or a function " +
        "gave up: see docs/runbooks/redrive.md\n",
    );
  });
});

describe("a move", () => {
  it("brings all messages back, those too that a consumer sent there by itself", async () => {
    const pair = await operated.addPair("skein-dev-moved");
    const { queue, dlq } = pair;
    await operated.send(queue, event(1));
    await operated.giveUp(pair, 1);
    await operated.send(dlq, event(2), { failureReason: "it is poison" });

    const dry = await operated.run("redrive", "moved-dlq", "--dry-run");
    expect(dry).toMatchObject({ code: 0, stderr: "" });
    expect(dry.stdout).toContain("Would move 2 messages to skein-dev-moved.");
    expect(await operated.depth(dlq)).toBe(2);

    const { code, stdout } = await operated.run("redrive", "moved-dlq");
    expect(code).toBe(0);
    expect(stdout).toContain("Done: 2 of 2 messages moved to skein-dev-moved, 0 left in skein-dev-moved-dlq");
    expect(await operated.depth(dlq)).toBe(0);
    expect([...(await takeAll(queue))].sort()).toEqual([event(1), event(2)]);

    const again = await operated.run("redrive", "moved-dlq");
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining("has nothing to move") });
  });

  it("goes to another queue when told to, and answers machines", async () => {
    const { queue, dlq } = await operated.addPair("elsewhere");
    const other = await operated.addQueue("another-place");
    await operated.send(dlq, event(1));
    const { code, stdout } = await operated.run("redrive", dlq.arn, "--to", other.name, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      queue: dlq.name,
      to: other.name,
      task: { status: "COMPLETED", moved: 1, toMove: 1 },
      left: { visible: 0 },
    });
    expect(await operated.depth(queue)).toBe(0);
    expect(await operated.depth(other)).toBe(1);
  });

  it("keeps its rate, and is cancelled by Ctrl-C: what is not moved stays", async () => {
    const { queue, dlq } = await operated.addPair("cancelled");
    for (let id = 0; id < 40; id++) await operated.send(dlq, event(id));
    const running = operated.start("redrive", dlq.name, "--max-rate", "4");
    await running.printed(/moving: [1-9]\d* of 40/);
    running.interrupt();
    const { code, stdout } = await running.ended;
    expect(code).toBe(130);
    expect(stdout).toMatch(/Cancelled: \d+ of 40 messages moved to cancelled, \d+ left in cancelled-dlq\n$/);
    const moved = await operated.depth(queue);
    expect(moved).toBeGreaterThan(0);
    expect(moved).toBeLessThan(30);
    expect(await operated.depth(dlq)).toBe(40 - moved);
  });

  it("is followed by a second command, unless that wants something else", async () => {
    const { dlq } = await operated.addPair("followed");
    for (let id = 0; id < 40; id++) await operated.send(dlq, event(id));
    const first = operated.start("redrive", dlq.name, "--max-rate", "2");
    await first.printed(/moving: [1-9]/);
    const other = await operated.run("redrive", dlq.name, "--max-rate", "9");
    expect(other.code).toBe(1);
    expect(other.stderr).toMatch(
      /^redrive: another move of this queue runs since .*: wait until it has ended/,
    );
    const second = operated.start("redrive", dlq.name, "--max-rate", "2");
    await second.printed(/moving: \d+ of 40/);
    second.interrupt();
    for (const { code, stdout } of [await second.ended, await first.ended]) {
      expect(stdout).toMatch(/Cancelled: \d+ of 40 messages moved/);
      expect(code).toBe(130);
    }
  });

  it("of messages from several queues needs a place for those that tell no source", async () => {
    const { dlq } = await operated.addPair("shared");
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dlq.arn, maxReceiveCount: 3 });
    const second = await operated.addQueue("shared-too", { RedrivePolicy });
    await operated.send(dlq, event(1));
    const failed = await operated.run("redrive", dlq.name);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain("name the queue that shall have them: --to <queue>");
    expect((await operated.run("redrive", dlq.name, "--to", second.name)).code).toBe(0);
    expect(await operated.depth(second)).toBe(1);
  });
});

describe("what cannot be done is told in one line", () => {
  it.each([
    [["nowhere"], 1, "redrive: there is no queue nowhere; npm run redrive lists the dead-letter queues\n"],
    [
      ["plain"],
      1,
      "redrive: plain is the dead-letter queue of no queue; npm run redrive lists those that are\n",
    ],
    [
      ["pointed"],
      1,
      "redrive: pointed is no dead-letter queue, it has one: npm run redrive -- pointed-dlq\n",
    ],
    [["q", "--max-rate", "0"], 2, expect.stringContaining("from 1 to 500")],
  ])("redrive %j", async (args, code, stderr) => {
    await operated.addQueue("plain");
    await operated.addPair("pointed");
    expect(await operated.run("redrive", ...args)).toMatchObject({ code, stderr });
  });

  it("without a cloud", async () => {
    const { code, stderr } = await runScript("redrive", [], { SKEIN_STATE_DIR: "/nonexistent" }).ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        "redrive: no local cloud is running here: start it with npm start, or say --aws (or --profile, --region) to act on AWS\n",
    });
  });
});

describe("where it acts", () => {
  const env = () => ({
    SKEIN_STATE_DIR: "/nonexistent",
    AWS_ENDPOINT_URL: operated.cloud.endpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: operated.cloud.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: operated.cloud.credentials.secretAccessKey,
  });

  it("is AWS_ENDPOINT_URL, with the credentials of the environment", async () => {
    const { code, stdout } = await runScript("redrive", [], env()).ended;
    expect(code).toBe(0);
    expect(stdout.split("\n")[0]).toBe(`In ${operated.cloud.endpoint} (us-east-1)`);
  });

  it("is not AWS while an endpoint leads elsewhere", async () => {
    const { code, stderr } = await runScript("redrive", ["--aws"], env()).ended;
    expect(code).toBe(2);
    expect(stderr).toContain(`AWS_ENDPOINT_URL leads to ${operated.cloud.endpoint}: unset it`);
  });

  it("says so when credentials are refused, or nothing answers", async () => {
    const refused = await runScript("redrive", [], { ...env(), AWS_ACCESS_KEY_ID: "AKIANOBODY" }).ended;
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("does not know who asks");
    const AWS_ENDPOINT_URL = "http://127.0.0.1:9";
    const gone = await runScript("redrive", [], { ...env(), AWS_ENDPOINT_URL }).ended;
    expect(gone.stderr).toContain("nothing answers at http://127.0.0.1:9");
  });
});
