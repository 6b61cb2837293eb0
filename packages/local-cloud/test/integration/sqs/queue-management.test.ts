import {
  AddPermissionCommand,
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  type QueueAttributeName,
  RemovePermissionCommand,
  SetQueueAttributesCommand,
  TagQueueCommand,
  UntagQueueCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Queues, startQueues } from "./queues.ts";

describe("queues", () => {
  let queues: Queues;
  beforeAll(async () => {
    queues = await startQueues();
  });
  afterAll(() => queues.close());

  it("are found by name", async () => {
    const QueueUrl = await queues.create();
    const QueueName = QueueUrl.split("/").at(-1);
    expect(QueueUrl).toBe(`${queues.cloud.endpoint}/000000000000/${QueueName}`);
    expect((await queues.sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl).toBe(QueueUrl);
  });

  it("are reached under any host, and by bare name", async () => {
    const QueueUrl = await queues.create();
    const name = QueueUrl.split("/").at(-1) ?? "";
    await queues.send(QueueUrl.replace("127.0.0.1", "localhost"), "one");
    await queues.send(name, "two");
    expect(await queues.attribute(QueueUrl, "ApproximateNumberOfMessages")).toBe("2");
  });

  it("that do not exist are refused", async () => {
    await expect(queues.sqs.send(new GetQueueUrlCommand({ QueueName: "nowhere" }))).rejects.toMatchObject({
      name: "QueueDoesNotExist",
      Code: "AWS.SimpleQueueService.NonExistentQueue",
      message: "The specified queue does not exist.",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("of another account do not exist", async () => {
    const QueueUrl = await queues.create();
    await expect(queues.send(QueueUrl.replace("000000000000", "111111111111"), "m")).rejects.toThrow(
      "The specified queue does not exist.",
    );
  });

  it("have AWS's defaults", async () => {
    const QueueUrl = await queues.create();
    const input = { QueueUrl, AttributeNames: ["All" as const] };
    expect((await queues.sqs.send(new GetQueueAttributesCommand(input))).Attributes).toEqual({
      QueueArn: `arn:aws:sqs:us-east-1:000000000000:${QueueUrl.split("/").at(-1)}`,
      ApproximateNumberOfMessages: "0",
      ApproximateNumberOfMessagesNotVisible: "0",
      ApproximateNumberOfMessagesDelayed: "0",
      CreatedTimestamp: expect.stringMatching(/^\d{10}$/),
      LastModifiedTimestamp: expect.stringMatching(/^\d{10}$/),
      VisibilityTimeout: "30",
      MaximumMessageSize: "1048576",
      MessageRetentionPeriod: "345600",
      DelaySeconds: "0",
      ReceiveMessageWaitTimeSeconds: "0",
      SqsManagedSseEnabled: "true",
    });
  });

  it("are created again under the same attributes", async () => {
    const QueueName = "again";
    const Attributes = { DelaySeconds: "1", VisibilityTimeout: "5" };
    const first = await queues.sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
    const second = await queues.sqs.send(
      new CreateQueueCommand({ QueueName, Attributes: { DelaySeconds: "1" } }),
    );
    expect(second.QueueUrl).toBe(first.QueueUrl);
  });

  it("are not created again under other attributes", async () => {
    const QueueName = "differs";
    await queues.sqs.send(new CreateQueueCommand({ QueueName }));
    await expect(
      queues.sqs.send(new CreateQueueCommand({ QueueName, Attributes: { DelaySeconds: "1" } })),
    ).rejects.toMatchObject({ name: "QueueNameExists", Code: "QueueAlreadyExists" });
  });

  it("are not created under a name deleted a moment ago", async () => {
    const QueueUrl = await queues.create();
    await queues.sqs.send(new DeleteQueueCommand({ QueueUrl }));
    await expect(
      queues.sqs.send(new CreateQueueCommand({ QueueName: QueueUrl.split("/").at(-1) })),
    ).rejects.toMatchObject({ Code: "AWS.SimpleQueueService.QueueDeletedRecently" });
  });

  it.each([
    ["with a slash", "a/b", {}],
    ["of 81 characters", "a".repeat(81), {}],
    ["with .fifo, of a standard queue", "a.fifo", {}],
    ["without .fifo, of a FIFO queue", "a", { FifoQueue: "true" }],
    ["that is empty but for .fifo", ".fifo", { FifoQueue: "true" }],
  ])("refuse a name %s", async (_, QueueName, Attributes) => {
    await expect(queues.sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).rejects.toMatchObject({
      Code: "InvalidParameterValue",
    });
  });

  it.each<[QueueAttributeName, string, string]>([
    ["VisibilityTimeout", "43201", "InvalidAttributeValue"],
    ["VisibilityTimeout", "-1", "InvalidAttributeValue"],
    ["DelaySeconds", "901", "InvalidAttributeValue"],
    ["MaximumMessageSize", "1023", "InvalidAttributeValue"],
    ["MaximumMessageSize", "1048577", "InvalidAttributeValue"],
    ["MessageRetentionPeriod", "59", "InvalidAttributeValue"],
    ["ReceiveMessageWaitTimeSeconds", "21", "InvalidAttributeValue"],
    ["KmsDataKeyReusePeriodSeconds", "59", "InvalidAttributeValue"],
    ["Policy", "{", "InvalidAttributeValue"],
    ["QueueArn", "arn", "InvalidAttributeName"],
    ["FifoQueue", "false", "InvalidAttributeName"],
    ["RedriveAllowPolicy", '{"redrivePermission":"some"}', "InvalidParameterValue"],
  ])("refuse %s = %s", async (name, value, Code) => {
    const QueueUrl = await queues.create();
    const input = { QueueUrl, Attributes: { [name]: value } };
    await expect(queues.sqs.send(new SetQueueAttributesCommand(input))).rejects.toMatchObject({ Code });
  });

  it("use one kind of encryption at a time", async () => {
    const QueueUrl = await queues.create({ KmsMasterKeyId: "key", KmsDataKeyReusePeriodSeconds: "600" });
    expect(await queues.attribute(QueueUrl, "SqsManagedSseEnabled")).toBe("false");
    const Attributes = { SqsManagedSseEnabled: "true" };
    await queues.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    expect(await queues.attribute(QueueUrl, "KmsMasterKeyId")).toBeUndefined();
    const both = { KmsMasterKeyId: "key", SqsManagedSseEnabled: "true" };
    await expect(
      queues.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: both })),
    ).rejects.toThrow("You can use one type of server-side encryption (SSE) at one time.");
  });

  it("take True for true, and show the latter", async () => {
    const QueueUrl = await queues.createFifo({ FifoQueue: "True", ContentBasedDeduplication: "False" });
    expect(await queues.attribute(QueueUrl, "FifoQueue")).toBe("true");
    expect(await queues.attribute(QueueUrl, "ContentBasedDeduplication")).toBe("false");
    const Attributes = { ContentBasedDeduplication: "True" };
    await queues.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    expect(await queues.attribute(QueueUrl, "ContentBasedDeduplication")).toBe("true");
  });

  it("lose a policy that is set to nothing", async () => {
    const Statement = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" };
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
    const QueueUrl = await queues.create({ Policy });
    expect(await queues.attribute(QueueUrl, "Policy")).toBe(Policy);
    await queues.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: "" } }));
    expect(await queues.attribute(QueueUrl, "Policy")).toBeUndefined();
  });

  it("are listed by prefix, page by page", async () => {
    for (const letter of ["a", "b", "c"])
      await queues.sqs.send(new CreateQueueCommand({ QueueName: `listed-${letter}` }));
    const input = { QueueNamePrefix: "listed-", MaxResults: 2 };
    const first = await queues.sqs.send(new ListQueuesCommand(input));
    const second = await queues.sqs.send(new ListQueuesCommand({ ...input, NextToken: first.NextToken }));
    const names = [...(first.QueueUrls ?? []), ...(second.QueueUrls ?? [])].map((url) =>
      url.split("/").at(-1),
    );
    expect(names).toEqual(["listed-a", "listed-b", "listed-c"]);
    expect(second.NextToken).toBeUndefined();
  });

  it("carry tags", async () => {
    const QueueUrl = await queues.create();
    await queues.sqs.send(new TagQueueCommand({ QueueUrl, Tags: { a: "1", b: "2" } }));
    await queues.sqs.send(new TagQueueCommand({ QueueUrl, Tags: { b: "3" } }));
    await queues.sqs.send(new UntagQueueCommand({ QueueUrl, TagKeys: ["a", "unknown"] }));
    expect((await queues.sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({ b: "3" });
  });

  it("grant permissions by label", async () => {
    const QueueUrl = await queues.create();
    const grant = { QueueUrl, Label: "friends", AWSAccountIds: ["111111111111"], Actions: ["SendMessage"] };
    await queues.sqs.send(new AddPermissionCommand(grant));
    const policy = JSON.parse((await queues.attribute(QueueUrl, "Policy")) ?? "{}");
    expect(policy.Statement).toMatchObject([
      { Sid: "friends", Action: "SQS:SendMessage", Principal: { AWS: "arn:aws:iam::111111111111:root" } },
    ]);
    await expect(queues.sqs.send(new AddPermissionCommand(grant))).rejects.toThrow("Already exists.");
    await expect(
      queues.sqs.send(new RemovePermissionCommand({ QueueUrl, Label: "strangers" })),
    ).rejects.toThrow("Reason: can't find label on existing policy.");
    await queues.sqs.send(new RemovePermissionCommand({ QueueUrl, Label: "friends" }));
    expect(await queues.attribute(QueueUrl, "Policy")).toBeUndefined();
    await expect(
      queues.sqs.send(new RemovePermissionCommand({ QueueUrl, Label: "friends" })),
    ).rejects.toThrow("Value friends for parameter Label is invalid. Reason: can't find label.");
  });

  it("know whose dead letters they take", async () => {
    const QueueUrl = await queues.create();
    const deadLetterTargetArn = await queues.attribute(QueueUrl, "QueueArn");
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 3 });
    const source = await queues.create({ RedrivePolicy });
    const answer = await queues.sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl }));
    expect(answer.queueUrls).toEqual([source]);
  });

  it("refuse a dead-letter queue that does not exist, or is of the other type", async () => {
    const redriveTo = (deadLetterTargetArn: string | undefined) => ({
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 3 }),
    });
    await expect(queues.create(redriveTo("arn:aws:sqs:us-east-1:000000000000:nowhere"))).rejects.toThrow(
      "Dead letter target does not exist.",
    );
    const fifo = await queues.attribute(await queues.createFifo(), "QueueArn");
    await expect(queues.create(redriveTo(fifo))).rejects.toThrow(
      "Dead-letter queue must be same type of queue as the source.",
    );
  });

  it("take dead letters of the queues that they name, and of no other", async () => {
    const name = "named-source";
    const QueueUrl = await queues.create({
      RedriveAllowPolicy: JSON.stringify({
        redrivePermission: "byQueue",
        sourceQueueArns: [`arn:aws:sqs:us-east-1:000000000000:${name}`],
      }),
    });
    const deadLetterTargetArn = await queues.attribute(QueueUrl, "QueueArn");
    const Attributes = { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 3 }) };
    await queues.sqs.send(new CreateQueueCommand({ QueueName: name, Attributes }));
    await expect(
      queues.sqs.send(new CreateQueueCommand({ QueueName: "other-source", Attributes })),
    ).rejects.toThrow("Dead letter target does not allow this queue to use it");
  });

  it.each([
    ["no number of receives", { deadLetterTargetArn: "arn:aws:sqs:us-east-1:000000000000:q" }],
    [
      "more than a thousand receives",
      { deadLetterTargetArn: "arn:aws:sqs:us-east-1:000000000000:q", maxReceiveCount: 1001 },
    ],
    ["no dead-letter queue", { maxReceiveCount: 1 }],
  ])("refuse a redrive policy with %s", async (_, policy) => {
    await expect(queues.create({ RedrivePolicy: JSON.stringify(policy) })).rejects.toMatchObject({
      Code: "InvalidParameterValue",
    });
  });

  it("refuse a dead-letter queue that does not let them", async () => {
    const QueueUrl = await queues.create({ RedriveAllowPolicy: '{"redrivePermission":"denyAll"}' });
    const deadLetterTargetArn = await queues.attribute(QueueUrl, "QueueArn");
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 3 });
    await expect(queues.create({ RedrivePolicy })).rejects.toMatchObject({ Code: "InvalidParameterValue" });
  });
});
