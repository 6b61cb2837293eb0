import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { arnOf, bodiesOf, createSqsDriver, type SqsDriver } from "./sqs-driver.ts";

interface Task {
  readonly Status: string;
  readonly ApproximateNumberOfMessagesMoved: number;
  readonly ApproximateNumberOfMessagesToMove: number;
  readonly TaskHandle?: string;
  readonly FailureReason?: string;
}

describe("message move tasks", () => {
  let sqs: SqsDriver;
  beforeEach(async () => {
    vi.useFakeTimers();
    sqs = createSqsDriver();
    await sqs.call("CreateQueue", { QueueName: "dlq" });
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf("dlq"), maxReceiveCount: 1 });
    await sqs.call("CreateQueue", { QueueName: "q", Attributes: { RedrivePolicy } });
  });
  afterEach(async () => {
    await sqs.close();
    vi.useRealTimers();
  });

  const die = async (...bodies: readonly string[]) => {
    for (const body of bodies) await sqs.send("q", body);
    while ((await sqs.receive("q", { VisibilityTimeout: 0 })).length > 0);
  };
  const start = (more: object = {}) =>
    sqs.call<{ TaskHandle: string }>("StartMessageMoveTask", { SourceArn: arnOf("dlq"), ...more });
  const list = async () =>
    (await sqs.call<{ Results: Task[] }>("ListMessageMoveTasks", { SourceArn: arnOf("dlq"), MaxResults: 10 }))
      .Results;

  it("bring messages back to the queue that they came from, as new ones", async () => {
    await die("one", "two");
    const [dead] = await sqs.receive("dlq", { VisibilityTimeout: 0 });
    expect(dead?.Attributes?.DeadLetterQueueSourceArn).toBe(arnOf("q"));
    await start();
    await vi.runAllTimersAsync();
    const back = await sqs.receive("q");
    expect(bodiesOf(back)).toEqual(["one", "two"]);
    expect(back[0]?.MessageId).not.toBe(dead?.MessageId);
    expect(back[0]?.Attributes?.ApproximateReceiveCount).toBe("1");
    expect(await list()).toMatchObject([
      { Status: "COMPLETED", ApproximateNumberOfMessagesMoved: 2, ApproximateNumberOfMessagesToMove: 2 },
    ]);
  });

  it("move to another queue when told", async () => {
    await sqs.call("CreateQueue", { QueueName: "other" });
    await die("one");
    await start({ DestinationArn: arnOf("other") });
    await vi.runAllTimersAsync();
    expect(bodiesOf(await sqs.receive("other"))).toEqual(["one"]);
  });

  it("keep to their rate", async () => {
    await die(...Array.from({ length: 10 }, (_, index) => `m${index}`));
    await start({ MaxNumberOfMessagesPerSecond: 2 });
    await vi.advanceTimersByTimeAsync(1600);
    const [task] = await list();
    expect(task?.Status).toBe("RUNNING");
    expect(task?.ApproximateNumberOfMessagesMoved).toBe(4);
  });

  it("stop when cancelled", async () => {
    await die(...Array.from({ length: 10 }, (_, index) => `m${index}`));
    const { TaskHandle } = await start({ MaxNumberOfMessagesPerSecond: 1 });
    await vi.advanceTimersByTimeAsync(10);
    expect(await sqs.call("CancelMessageMoveTask", { TaskHandle })).toEqual({
      ApproximateNumberOfMessagesMoved: 1,
    });
    await vi.runAllTimersAsync();
    expect(await list()).toMatchObject([{ Status: "CANCELLED", ApproximateNumberOfMessagesMoved: 1 }]);
    expect(await sqs.attribute("dlq", "ApproximateNumberOfMessages")).toBe("9");
  });

  it("go on after a restart", async () => {
    await die(...Array.from({ length: 5 }, (_, index) => `m${index}`));
    await start({ MaxNumberOfMessagesPerSecond: 1 });
    await vi.advanceTimersByTimeAsync(10);
    await sqs.restart();
    await vi.runAllTimersAsync();
    expect(await list()).toMatchObject([{ Status: "COMPLETED", ApproximateNumberOfMessagesMoved: 5 }]);
    expect(await sqs.receive("q")).toHaveLength(5);
  });

  it("fail on a message that was sent to the dead-letter queue itself", async () => {
    await sqs.send("dlq", "stray");
    await start();
    await vi.runAllTimersAsync();
    expect(await list()).toMatchObject([
      { Status: "FAILED", FailureReason: "CouldNotDetermineMessageSource" },
    ]);
  });

  it("fail when the destination is gone", async () => {
    await sqs.call("CreateQueue", { QueueName: "other" });
    await die("one", "two");
    await start({ DestinationArn: arnOf("other"), MaxNumberOfMessagesPerSecond: 1 });
    await vi.advanceTimersByTimeAsync(10);
    await sqs.call("DeleteQueue", { QueueUrl: "other" });
    await vi.runAllTimersAsync();
    expect(await list()).toMatchObject([
      { Status: "FAILED", FailureReason: "AWS.SimpleQueueService.NonExistentQueue" },
    ]);
  });

  it("run one at a time per source", async () => {
    await die("one", "two");
    await start({ MaxNumberOfMessagesPerSecond: 1 });
    await expect(start()).rejects.toMatchObject({
      queryCode: "InvalidParameterValue",
      message: expect.stringContaining("There is already a task running."),
    });
  });

  it("refuse a source that is no dead-letter queue", async () => {
    await expect(sqs.call("StartMessageMoveTask", { SourceArn: arnOf("q") })).rejects.toThrow(
      "Source queue must be configured as a Dead Letter Queue.",
    );
  });

  it.each([
    ["nonsense", "Value for parameter TaskHandle is invalid."],
    [
      Buffer.from(JSON.stringify({ taskId: "unknown", sourceArn: arnOf("dlq") })).toString("base64"),
      "Task does not exist.",
    ],
  ])("refuse to cancel %s", async (TaskHandle, message) => {
    await expect(sqs.call("CancelMessageMoveTask", { TaskHandle })).rejects.toThrow(message);
  });
});
