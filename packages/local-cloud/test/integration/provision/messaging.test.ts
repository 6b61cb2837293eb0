import { SNS } from "@aws-sdk/client-sns";
import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/provision/json.ts";
import { type ProvisionedCloud, startProvisionedCloud } from "../../support/provisioned-cloud.ts";

let cloud: ProvisionedCloud;
let sqs: SQS;
let sns: SNS;
beforeAll(async () => {
  cloud = await startProvisionedCloud();
  sqs = new SQS(cloud.client);
  sns = new SNS(cloud.client);
});
afterAll(() => cloud.close());

const resource = (Type: string, Properties: JsonObject = {}): JsonObject => ({ Type, Properties });
const queue = (Properties: JsonObject = {}) => resource("AWS::SQS::Queue", Properties);
const topic = (Properties: JsonObject = {}) => resource("AWS::SNS::Topic", Properties);

const attributesOf = async (QueueUrl: string) =>
  (await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["All"] })).Attributes ?? {};

describe("AWS::SQS::Queue", () => {
  it("is made with its settings, its dead-letter queue and its tags", async () => {
    const { resources } = await cloud.deploy(
      {
        Work: queue({
          QueueName: "q-made",
          VisibilityTimeout: "60",
          RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": ["Dead", "Arn"] }, maxReceiveCount: 5 },
          Tags: [{ Key: "team", Value: "a" }],
        }),
        Dead: queue({ QueueName: "q-made-dead" }),
        Ordered: queue({ FifoQueue: true, ContentBasedDeduplication: true }),
      },
      { stackName: "q-made" },
    );
    const url = resources.Work?.physicalId ?? "";
    expect(await attributesOf(url)).toMatchObject({
      VisibilityTimeout: "60",
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: "arn:aws:sqs:us-east-1:000000000000:q-made-dead",
        maxReceiveCount: 5,
      }),
    });
    expect((await sqs.listQueueTags({ QueueUrl: url })).Tags).toEqual({ team: "a" });
    expect(resources.Work?.attributes).toEqual({
      Arn: "arn:aws:sqs:us-east-1:000000000000:q-made",
      QueueName: "q-made",
      QueueUrl: url,
    });
    expect(resources.Ordered?.physicalId).toMatch(/\/q-made-Ordered-[a-z0-9]{12}\.fifo$/);
  });

  it("is changed in place, and back to the default where a setting goes", async () => {
    const deploy = (properties: JsonObject) =>
      cloud.deploy({ Work: queue({ QueueName: "q-changed", ...properties }) }, { stackName: "q-changed" });
    const tags = (team: string) => [{ Key: team, Value: "1" }];
    const first = await deploy({ VisibilityTimeout: 60, DelaySeconds: 5, Tags: tags("a") });
    const url = first.resources.Work?.physicalId ?? "";
    await sqs.sendMessage({ QueueUrl: url, MessageBody: "kept" });
    const second = await deploy({ VisibilityTimeout: 90, Tags: tags("b") });
    expect(second.changes).toEqual([{ logicalId: "Work", type: "AWS::SQS::Queue", action: "update" }]);
    expect(await attributesOf(url)).toMatchObject({ VisibilityTimeout: "90", DelaySeconds: "0" });
    expect((await sqs.listQueueTags({ QueueUrl: url })).Tags).toEqual({ b: "1" });
  });

  it("is replaced when its name changes", async () => {
    const deploy = (QueueName: string) =>
      cloud.deploy({ Work: queue({ QueueName }) }, { stackName: "q-replaced" });
    await deploy("q-old");
    const { changes, resources } = await deploy("q-new");
    expect(changes.map(({ action }) => action)).toEqual(["replace", "delete"]);
    expect(resources.Work?.attributes.QueueName).toBe("q-new");
    const { QueueUrls } = await sqs.listQueues({ QueueNamePrefix: "q-old" });
    expect(QueueUrls ?? []).toEqual([]);
  });

  it("is not taken over when it exists already", async () => {
    await sqs.createQueue({ QueueName: "q-foreign" });
    await expect(
      cloud.deploy({ Work: queue({ QueueName: "q-foreign" }) }, { stackName: "q-foreign" }),
    ).rejects.toThrow(/Work \(AWS::SQS::Queue\): QueueName q-foreign is taken/);
    expect((await sqs.getQueueUrl({ QueueName: "q-foreign" })).QueueUrl).toBeDefined();
  });

  it("fails with AWS's message under its logical id", async () => {
    const deploying = cloud.deploy(
      { Work: queue({ QueueName: "q-bad", VisibilityTimeout: 99_999 }) },
      { stackName: "q-bad" },
    );
    await expect(deploying).rejects.toThrow(
      /Work \(AWS::SQS::Queue\): InvalidAttributeValue: .*VisibilityTimeout/,
    );
  });
});

describe("policies of queues and topics", () => {
  it("are set, changed, moved and taken away", async () => {
    const deploy = (more: Record<string, JsonObject>) =>
      cloud.deploy({ Work: queue(), Events: topic(), ...more }, { stackName: "policies" });
    const queuePolicy = (Sid: string) =>
      resource("AWS::SQS::QueuePolicy", {
        Queues: [{ Ref: "Work" }],
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [{ Sid, Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" }],
        },
      });
    const topicPolicy = (Sid: string) =>
      resource("AWS::SNS::TopicPolicy", {
        Topics: [{ Ref: "Events" }],
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            { Sid, Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: { Ref: "Events" } },
          ],
        },
      });
    const { resources } = await deploy({ QueuePolicy: queuePolicy("one"), TopicPolicy: topicPolicy("one") });
    const QueueUrl = resources.Work?.physicalId ?? "";
    const TopicArn = resources.Events?.physicalId ?? "";
    const policies = async () => ({
      queue: (await attributesOf(QueueUrl)).Policy ?? "",
      topic: (await sns.getTopicAttributes({ TopicArn })).Attributes?.Policy ?? "",
    });
    const having = (Sid: string) => ({
      queue: expect.stringContaining(`"Sid":"${Sid}"`),
      topic: expect.stringContaining(`"Sid":"${Sid}"`),
    });
    expect(await policies()).toEqual(having("one"));
    await deploy({ QueuePolicy: queuePolicy("two"), TopicPolicy: topicPolicy("two") });
    expect(await policies()).toEqual(having("two"));
    await deploy({ RenamedQueue: queuePolicy("two"), RenamedTopic: topicPolicy("two") });
    expect(await policies()).toEqual(having("two"));
    await deploy({});
    expect(await policies()).toEqual({ queue: "", topic: expect.stringContaining("__default_statement_ID") });
  });
});

describe("AWS::SNS::Topic and its subscriptions", () => {
  it("deliver what they are made to deliver", async () => {
    const { resources } = await cloud.deploy(
      {
        Events: topic({ TopicName: "events-made", DisplayName: "Events" }),
        Work: queue(),
        Allow: resource("AWS::SQS::QueuePolicy", {
          Queues: [{ Ref: "Work" }],
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Principal: { Service: "sns.amazonaws.com" },
                Action: "sqs:SendMessage",
                Resource: { "Fn::GetAtt": ["Work", "Arn"] },
                Condition: { ArnEquals: { "aws:SourceArn": { Ref: "Events" } } },
              },
            ],
          },
        }),
        Subscription: {
          ...resource("AWS::SNS::Subscription", {
            TopicArn: { Ref: "Events" },
            Protocol: "sqs",
            Endpoint: { "Fn::GetAtt": ["Work", "Arn"] },
            RawMessageDelivery: true,
            FilterPolicy: { type: ["wanted"] },
          }),
          DependsOn: "Allow",
        },
      },
      { stackName: "topic-made" },
    );
    const TopicArn = resources.Events?.physicalId;
    const publish = (Message: string, type: string) =>
      sns.publish({
        TopicArn,
        Message,
        MessageAttributes: { type: { DataType: "String", StringValue: type } },
      });
    await publish("no", "other");
    await publish("yes", "wanted");
    const { Messages } = await sqs.receiveMessage({
      QueueUrl: resources.Work?.physicalId,
      WaitTimeSeconds: 5,
      MaxNumberOfMessages: 10,
    });
    expect(Messages?.map(({ Body }) => Body)).toEqual(["yes"]);
  });

  it("are changed in place: filter, raw delivery and display name", async () => {
    const deploy = (topicProperties: JsonObject, settings: JsonObject) =>
      cloud.deploy(
        {
          Events: topic(topicProperties),
          Work: queue(),
          Subscription: resource("AWS::SNS::Subscription", {
            TopicArn: { Ref: "Events" },
            Protocol: "sqs",
            Endpoint: { "Fn::GetAtt": ["Work", "Arn"] },
            ...settings,
          }),
        },
        { stackName: "topic-changed" },
      );
    await deploy({ DisplayName: "one" }, { RawMessageDelivery: true, FilterPolicy: { a: ["1"] } });
    const { resources, changes } = await deploy({}, { FilterPolicy: { a: ["2"] } });
    expect(changes.map(({ action }) => action)).toEqual(["update", "update"]);
    const subscription = await sns.getSubscriptionAttributes({
      SubscriptionArn: resources.Subscription?.physicalId,
    });
    expect(subscription.Attributes).toMatchObject({
      RawMessageDelivery: "false",
      FilterPolicy: '{"a":["2"]}',
    });
    const { Attributes } = await sns.getTopicAttributes({ TopicArn: resources.Events?.physicalId });
    expect(Attributes?.DisplayName ?? "").toBe("");
  });

  it("change the scope of a filter: to the body, and back to attributes or to none", async () => {
    const deploy = (settings: JsonObject) =>
      cloud.deploy(
        {
          Events: topic(),
          Work: queue(),
          Subscription: resource("AWS::SNS::Subscription", {
            TopicArn: { Ref: "Events" },
            Protocol: "sqs",
            Endpoint: { "Fn::GetAtt": ["Work", "Arn"] },
            ...settings,
          }),
        },
        { stackName: "filter-scope" },
      );
    const nested = { FilterPolicyScope: "MessageBody", FilterPolicy: { order: { kind: ["new"] } } };
    const { resources } = await deploy(nested);
    const attributes = async () =>
      (await sns.getSubscriptionAttributes({ SubscriptionArn: resources.Subscription?.physicalId }))
        .Attributes;
    await deploy({ FilterPolicy: { kind: ["new"] } });
    expect(await attributes()).toMatchObject({
      FilterPolicy: '{"kind":["new"]}',
      FilterPolicyScope: "MessageAttributes",
    });
    await deploy(nested);
    expect(await attributes()).toMatchObject({ FilterPolicyScope: "MessageBody" });
    await deploy({});
    expect(await attributes()).toMatchObject({ FilterPolicy: "{}", FilterPolicyScope: "MessageAttributes" });
  });

  it("may be declared by the topic itself", async () => {
    const deploy = (...queues: string[]) =>
      cloud.deploy(
        {
          One: queue(),
          Two: queue(),
          Events: topic({
            Subscription: queues.map((name) => ({
              Protocol: "sqs",
              Endpoint: { "Fn::GetAtt": [name, "Arn"] },
            })),
          }),
        },
        { stackName: "topic-inline" },
      );
    const endpoints = async (TopicArn = "") =>
      (await sns.listSubscriptionsByTopic({ TopicArn })).Subscriptions?.map(({ Endpoint }) => Endpoint);
    const first = await deploy("One");
    const arn = first.resources.Events?.physicalId;
    expect(await endpoints(arn)).toEqual([first.resources.One?.attributes.Arn]);
    const second = await deploy("Two");
    expect(await endpoints(arn)).toEqual([second.resources.Two?.attributes.Arn]);
  });
});

it("removes all of a stack", async () => {
  await cloud.deploy(
    { Work: queue({ QueueName: "gone" }), Events: topic({ TopicName: "gone" }) },
    { stackName: "gone" },
  );
  await cloud.provisioner.remove("gone");
  expect((await sqs.listQueues({ QueueNamePrefix: "gone" })).QueueUrls ?? []).toEqual([]);
  const { Topics = [] } = await sns.listTopics();
  expect(Topics.some(({ TopicArn }) => TopicArn?.endsWith(":gone"))).toBe(false);
});
