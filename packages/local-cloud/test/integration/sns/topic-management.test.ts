import {
  AddPermissionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  ListPlatformApplicationsCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  PutDataProtectionPolicyCommand,
  RemovePermissionCommand,
  SetSMSAttributesCommand,
  SetTopicAttributesCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTopics, type Topics } from "./topics.ts";

describe("topics", () => {
  let topics: Topics;
  beforeAll(async () => {
    topics = await startTopics();
  });
  afterAll(() => topics.close());

  const attributesOf = async (TopicArn: string) =>
    (await topics.sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes ?? {};

  it("have AWS's attributes", async () => {
    const TopicArn = await topics.createTopic({ DisplayName: "News & more" });
    const attributes = await attributesOf(TopicArn);
    expect(attributes).toMatchObject({
      TopicArn,
      Owner: "000000000000",
      DisplayName: "News & more",
      SubscriptionsConfirmed: "0",
      SubscriptionsPending: "0",
      SubscriptionsDeleted: "0",
    });
    expect(JSON.parse(attributes.Policy ?? "")).toMatchObject({ Id: "__default_policy_ID" });
    expect(JSON.parse(attributes.EffectiveDeliveryPolicy ?? "")).toMatchObject({
      http: { defaultHealthyRetryPolicy: { numRetries: 3 } },
    });
  });

  it("are created again when nothing would change", async () => {
    const create = (more: object) => topics.sns.send(new CreateTopicCommand({ Name: "again", ...more }));
    const Tags = [{ Key: "team", Value: "blog" }];
    const { TopicArn } = await create({ Attributes: { DisplayName: "A" }, Tags });
    expect((await create({})).TopicArn).toBe(TopicArn);
    expect((await create({ Tags })).TopicArn).toBe(TopicArn);
    await expect(create({ Attributes: { DisplayName: "B" } })).rejects.toThrow(
      "Invalid parameter: Attributes Reason: Topic already exists with different attributes",
    );
    await expect(create({ Tags: [{ Key: "other", Value: "x" }] })).rejects.toThrow(
      "Invalid parameter: Tags Reason: Topic already exists with different tags",
    );
  });

  it.each([
    ["with a dot", "a.b", {}, "Invalid parameter: Topic Name"],
    ["with .fifo, of a standard topic", "a.fifo", {}, "Invalid parameter: Topic Name"],
    ["without .fifo, of a FIFO topic", "a", { FifoTopic: "true" }, "Fifo Topic names must end with .fifo"],
    ["of 257 characters", "a".repeat(257), {}, "Invalid parameter: Topic Name"],
  ])("refuse a name %s", async (_, Name, Attributes, message) => {
    await expect(topics.sns.send(new CreateTopicCommand({ Name, Attributes }))).rejects.toThrow(message);
  });

  it("refuse attributes that do not exist", async () => {
    const TopicArn = await topics.createTopic();
    await expect(
      topics.sns.send(
        new SetTopicAttributesCommand({ TopicArn, AttributeName: "Colour", AttributeValue: "red" }),
      ),
    ).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "Invalid parameter: AttributeName",
    });
  });

  it("refuse archives and inspection of messages, by name", async () => {
    const TopicArn = await topics.createFifoTopic();
    const archived = { TopicArn, AttributeName: "ArchivePolicy", AttributeValue: "{}" };
    await expect(topics.sns.send(new SetTopicAttributesCommand(archived))).rejects.toThrow(
      "The local cloud does not provide message archives (ArchivePolicy)",
    );
    await expect(
      topics.sns.send(new CreateTopicCommand({ Name: "inspected", DataProtectionPolicy: "{}" })),
    ).rejects.toThrow("The local cloud does not provide inspection of messages (DataProtectionPolicy)");
    await expect(attributesOf("arn:aws:sns:us-east-1:000000000000:inspected")).rejects.toThrow(
      "Topic does not exist",
    );
  });

  it("refuse operations that they do not have, by name", async () => {
    const ResourceArn = await topics.createTopic();
    const unsupported = [
      [
        new PutDataProtectionPolicyCommand({ ResourceArn, DataProtectionPolicy: "{}" }),
        "sns:PutDataProtectionPolicy",
      ],
      [new ListPlatformApplicationsCommand({}), "sns:ListPlatformApplications"],
      [new SetSMSAttributesCommand({ attributes: {} }), "sns:SetSMSAttributes"],
    ] as const;
    const send = (command: object) => topics.sns.send(command as GetTopicAttributesCommand);
    for (const [command, name] of unsupported)
      await expect(send(command)).rejects.toThrow(`The local cloud does not support ${name}.`);
  });

  it.each([
    ["KmsMasterKeyId", "alias/aws/sns"],
    ["TracingConfig", "Active"],
    ["SignatureVersion", "2"],
    ["SQSSuccessFeedbackSampleRate", "100"],
  ])("keep and show %s", async (AttributeName, AttributeValue) => {
    const TopicArn = await topics.createTopic();
    await topics.sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
    expect(await attributesOf(TopicArn)).toMatchObject({ [AttributeName]: AttributeValue });
  });

  it.each([
    ["its defaults", '{"http":{"defaultHealthyRetryPolicy":{"numRetries":5}}}', { numRetries: 5 }],
    ["nothing for null", '{"http":{"defaultHealthyRetryPolicy":null}}', undefined],
  ])("show a delivery policy with %s", async (_, AttributeValue, defaultHealthyRetryPolicy) => {
    const TopicArn = await topics.createTopic();
    const input = { TopicArn, AttributeName: "DeliveryPolicy", AttributeValue };
    await topics.sns.send(new SetTopicAttributesCommand(input));
    const { DeliveryPolicy, EffectiveDeliveryPolicy } = await attributesOf(TopicArn);
    expect(JSON.parse(DeliveryPolicy ?? "")).toEqual({
      http: {
        ...(defaultHealthyRetryPolicy && { defaultHealthyRetryPolicy }),
        disableSubscriptionOverrides: false,
      },
    });
    expect(JSON.parse(EffectiveDeliveryPolicy ?? "")).toMatchObject({
      http: {
        defaultHealthyRetryPolicy: {
          minDelayTarget: 20,
          ...(defaultHealthyRetryPolicy ?? { numRetries: 3 }),
        },
        defaultRequestPolicy: { headerContentType: "text/plain; charset=UTF-8" },
      },
    });
  });

  it("that do not exist are not found", async () => {
    await expect(attributesOf("arn:aws:sns:us-east-1:000000000000:nowhere")).rejects.toMatchObject({
      name: "NotFoundException",
      message: "Topic does not exist",
      $metadata: { httpStatusCode: 404 },
    });
  });

  it("are deleted, twice if need be, with their subscriptions", async () => {
    const TopicArn = await topics.createTopic();
    const queue = await topics.createQueue();
    const subscription = await topics.subscribe(TopicArn, queue.arn);
    await topics.sns.send(new DeleteTopicCommand({ TopicArn }));
    await topics.sns.send(new DeleteTopicCommand({ TopicArn }));
    await expect(topics.subscriptionAttributes(subscription)).rejects.toThrow("Subscription does not exist");
  });

  it("are listed a hundred at a time", async () => {
    await Promise.all(
      Array.from({ length: 101 }, (_, i) => topics.sns.send(new CreateTopicCommand({ Name: `listed-${i}` }))),
    );
    const first = await topics.sns.send(new ListTopicsCommand({}));
    const second = await topics.sns.send(new ListTopicsCommand({ NextToken: first.NextToken }));
    const listed = [...(first.Topics ?? []), ...(second.Topics ?? [])].map(({ TopicArn }) => TopicArn);
    expect(first.Topics).toHaveLength(100);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.filter((arn) => arn?.includes(":listed-"))).toHaveLength(101);
  });

  it("carry tags", async () => {
    const ResourceArn = await topics.createTopic();
    const tag = (Key: string, Value: string) => ({ Key, Value });
    await topics.sns.send(new TagResourceCommand({ ResourceArn, Tags: [tag("a", "1"), tag("b", "2")] }));
    await topics.sns.send(new TagResourceCommand({ ResourceArn, Tags: [tag("b", "3")] }));
    await topics.sns.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["a"] }));
    const { Tags } = await topics.sns.send(new ListTagsForResourceCommand({ ResourceArn }));
    expect(Tags).toEqual([tag("b", "3")]);
    await expect(
      topics.sns.send(new TagResourceCommand({ ResourceArn, Tags: [tag("c", "1"), tag("c", "2")] })),
    ).rejects.toThrow("Duplicated keys are not allowed.");
  });

  it("grant permissions by label", async () => {
    const TopicArn = await topics.createTopic();
    const grant = { TopicArn, Label: "friends", AWSAccountId: ["111111111111"], ActionName: ["Publish"] };
    await topics.sns.send(new AddPermissionCommand(grant));
    const statements = async () => JSON.parse((await attributesOf(TopicArn)).Policy ?? "").Statement;
    expect(await statements()).toMatchObject([
      { Sid: "__default_statement_ID" },
      { Sid: "friends", Action: "SNS:Publish", Principal: { AWS: "arn:aws:iam::111111111111:root" } },
    ]);
    await topics.sns.send(new RemovePermissionCommand({ TopicArn, Label: "friends" }));
    expect(await statements()).toHaveLength(1);
  });
});
