import type { Event } from "@aws-sdk/client-s3";
import { SNS } from "@aws-sdk/client-sns";
import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ApiCall, Engine } from "../../../src/gateway/engine.ts";
import { AwsError } from "../../../src/gateway/errors.ts";
import { eventually } from "../../support/eventually.ts";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

const account = "000000000000";
const invocations: {
  readonly call: ApiCall;
  readonly input: { Payload?: string; InvocationType: string };
}[] = [];
/** What the function does, instead of taking an event. */
let refuse: (() => void) | undefined;

/** A function that lets buckets call it. */
const lambda: Engine = {
  service: "lambda",
  protocol: "rest-json",
  operations: {
    Invoke: {
      access: (input: { FunctionName: string }) => [
        {
          action: "lambda:InvokeFunction",
          resources: [input.FunctionName],
          resourcePolicy: {
            Statement: [
              {
                Effect: "Allow",
                Principal: { Service: "s3.amazonaws.com" },
                Action: "lambda:InvokeFunction",
                Resource: "*",
                Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:s3:::bucket-*" } },
              },
            ],
          },
        },
      ],
      handle: (input: { Payload?: string; InvocationType: string }, call: ApiCall) => {
        refuse?.();
        invocations.push({ call, input });
        return { StatusCode: 202 };
      },
    },
  },
};

let cloud: S3Cloud;
let sqs: SQS;
let sns: SNS;

beforeAll(async () => {
  cloud = await startS3Cloud({ beside: () => [lambda] });
  sqs = new SQS(cloud.client);
  sns = new SNS(cloud.client);
});
afterAll(() => cloud.close());

const policyFor = (service: string, Action: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action, Resource: "*" }],
  });

let queues = 0;
const addQueue = async (policy = policyFor("s3.amazonaws.com", "sqs:SendMessage")) => {
  queues += 1;
  const QueueName = `queue-${queues}`;
  const Attributes = policy === "" ? {} : { Policy: policy };
  const { QueueUrl = "" } = await sqs.createQueue({ QueueName, Attributes });
  return { QueueUrl, QueueArn: `arn:aws:sqs:us-east-1:${account}:${QueueName}` };
};

interface Notification {
  readonly Event?: string;
  readonly Records?: readonly {
    readonly eventName: string;
    readonly s3: { readonly object: { readonly key: string; readonly sequencer: string } };
  }[];
}

/** Messages of a queue, in their order, once there are as many. */
const receive = async (QueueUrl: string, count: number): Promise<readonly Notification[]> => {
  const bodies: Notification[] = [];
  await eventually(async () => {
    const { Messages = [] } = await sqs.receiveMessage({
      QueueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 1,
    });
    for (const { Body = "", ReceiptHandle } of Messages) {
      bodies.push(JSON.parse(Body));
      await sqs.deleteMessage({ QueueUrl, ReceiptHandle });
    }
    expect(bodies.length).toBeGreaterThanOrEqual(count);
  });
  return bodies;
};

const notify = (
  Bucket: string,
  QueueArn: string,
  Events: readonly string[],
  filter: Record<string, string> = {},
) =>
  cloud.s3.putBucketNotificationConfiguration({
    Bucket,
    NotificationConfiguration: {
      QueueConfigurations: [
        {
          Id: "configuration",
          QueueArn,
          Events: Events.map((name) => name as Event),
          Filter: {
            Key: { FilterRules: Object.entries(filter).map(([Name, Value]) => Object({ Name, Value })) },
          },
        },
      ],
    },
  });

const names = (bodies: readonly Notification[]) =>
  bodies.flatMap(({ Records = [] }) => Records.map(({ eventName, s3 }) => `${eventName} ${s3.object.key}`));

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
describe("a notification to a queue", () => {
  it("tells what happened, as AWS does", async () => {
    const Bucket = await cloud.addBucket();
    const { QueueUrl, QueueArn } = await addQueue();
    await notify(Bucket, QueueArn, ["s3:ObjectCreated:*"]);
    const [test] = await receive(QueueUrl, 1);
    expect(test).toEqual({
      Service: "Amazon S3",
      Event: "s3:TestEvent",
      Time: expect.stringMatching(/^\d{4}-.*Z$/),
      Bucket,
      RequestId: expect.any(String),
      HostId: expect.any(String),
    });
    await cloud.put(Bucket, "a b/ü+(1)", "something");
    const [event] = await receive(QueueUrl, 1);
    expect(event).toEqual({
      Records: [
        {
          eventVersion: "2.1",
          eventSource: "aws:s3",
          awsRegion: "us-east-1",
          eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          eventName: "ObjectCreated:Put",
          userIdentity: { principalId: `AWS:${account}` },
          requestParameters: { sourceIPAddress: "127.0.0.1" },
          responseElements: { "x-amz-request-id": expect.any(String), "x-amz-id-2": expect.any(String) },
          s3: {
            s3SchemaVersion: "1.0",
            configurationId: "configuration",
            bucket: {
              name: Bucket,
              ownerIdentity: { principalId: expect.any(String) },
              arn: `arn:aws:s3:::${Bucket}`,
            },
            object: {
              key: "a+b/%C3%BC%2B%281%29",
              size: 9,
              eTag: "437b930db84b8079c2dd804a71936b5f",
              sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
            },
          },
        },
      ],
    });
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
  it("is of the kind that the change is of, in the order of the changes of a key", async () => {
    const { s3 } = cloud;
    const Bucket = await cloud.addBucket();
    const { QueueUrl, QueueArn } = await addQueue();
    await notify(Bucket, QueueArn, ["s3:ObjectCreated:*", "s3:ObjectRemoved:*", "s3:ObjectTagging:*"]);
    await cloud.put(Bucket, "k");
    await s3.copyObject({ Bucket, Key: "k", CopySource: `${Bucket}/k`, MetadataDirective: "REPLACE" });
    const { UploadId } = await s3.createMultipartUpload({ Bucket, Key: "k" });
    const { ETag } = await s3.uploadPart({ Bucket, Key: "k", UploadId, PartNumber: 1, Body: "x" });
    await s3.completeMultipartUpload({
      Bucket,
      Key: "k",
      UploadId,
      MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
    });
    await s3.putObjectTagging({ Bucket, Key: "k", Tagging: { TagSet: [] } });
    await s3.deleteObjectTagging({ Bucket, Key: "k" });
    await s3.deleteObject({ Bucket, Key: "k" });
    await s3.deleteObject({ Bucket, Key: "never" });
    await s3.deleteObjects({ Bucket, Delete: { Objects: [{ Key: "absent" }] } });
    await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: "Enabled" } });
    await cloud.put(Bucket, "k");
    await s3.deleteObject({ Bucket, Key: "k" });
    const bodies = await receive(QueueUrl, 10);
    expect(names(bodies).toSorted()).toEqual(
      [
        "ObjectCreated:Put k",
        "ObjectCreated:Copy k",
        "ObjectCreated:CompleteMultipartUpload k",
        "ObjectTagging:Put k",
        "ObjectTagging:Delete k",
        "ObjectRemoved:Delete k",
        "ObjectRemoved:Delete absent",
        "ObjectCreated:Put k",
        "ObjectRemoved:DeleteMarkerCreated k",
      ].toSorted(),
    );
    const ordered = bodies
      .flatMap(({ Records = [] }) => Records)
      .filter(({ s3: { object } }) => object.sequencer !== undefined)
      .toSorted((one, other) => (one.s3.object.sequencer < other.s3.object.sequencer ? -1 : 1));
    expect(ordered.map(({ eventName }) => eventName)).toEqual([
      "ObjectCreated:Put",
      "ObjectCreated:Copy",
      "ObjectCreated:CompleteMultipartUpload",
      "ObjectRemoved:Delete",
      "ObjectRemoved:Delete",
      "ObjectCreated:Put",
      "ObjectRemoved:DeleteMarkerCreated",
    ]);
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
  it("is sent for keys that pass its filter, and events that it names", async () => {
    const Bucket = await cloud.addBucket();
    const { QueueUrl, QueueArn } = await addQueue();
    await notify(Bucket, QueueArn, ["s3:ObjectCreated:Put"], { prefix: "in/", suffix: ".jpg" });
    for (const key of ["in/a.png", "out/a.jpg", "in/b.jpg", "in/.jpg", "IN/c.jpg", "in/c.JPG", "in/d e.jpg"])
      await cloud.put(Bucket, key);
    await cloud.s3.deleteObject({ Bucket, Key: "in/b.jpg" });
    await cloud.s3.copyObject({ Bucket, Key: "in/z.jpg", CopySource: `${Bucket}/in/a.png` });
    expect(names(await receive(QueueUrl, 4)).toSorted()).toEqual([
      "ObjectCreated:Put in/.jpg",
      "ObjectCreated:Put in/b.jpg",
      "ObjectCreated:Put in/d+e.jpg",
    ]);
  });

  it("names who did it", async () => {
    const Bucket = await cloud.addBucket();
    const { QueueUrl, QueueArn } = await addQueue();
    await notify(Bucket, QueueArn, ["s3:ObjectCreated:*"]);
    const role = cloud.as([{ Effect: "Allow", Action: "s3:PutObject", Resource: "*" }], {
      "aws:userid": "AROA:session",
    });
    await role.putObject({ Bucket, Key: "k", Body: "x" });
    expect((await receive(QueueUrl, 2)).at(-1)).toMatchObject({
      Records: [{ userIdentity: { principalId: "AWS:AROA:session" } }],
    });
  });
});

describe("a notification to a topic", () => {
  it("is published, with AWS's subject", async () => {
    const Bucket = await cloud.addBucket();
    const { QueueUrl, QueueArn } = await addQueue(policyFor("sns.amazonaws.com", "sqs:SendMessage"));
    const { TopicArn = "" } = await sns.createTopic({
      Name: "uploads",
      Attributes: { Policy: policyFor("s3.amazonaws.com", "sns:Publish") },
    });
    await sns.subscribe({ TopicArn, Protocol: "sqs", Endpoint: QueueArn });
    await cloud.s3.putBucketNotificationConfiguration({
      Bucket,
      NotificationConfiguration: { TopicConfigurations: [{ TopicArn, Events: ["s3:ObjectCreated:*"] }] },
    });
    await cloud.put(Bucket, "k");
    const envelopes = await receive(QueueUrl, 2);
    expect(envelopes).toMatchObject([
      { Subject: "Amazon S3 Notification", Message: expect.stringContaining("s3:TestEvent") },
      {
        Subject: "Amazon S3 Notification",
        Message: expect.stringContaining('"eventName":"ObjectCreated:Put"'),
      },
    ]);
  });
});

describe("a notification to a function", () => {
  it("invokes it as an event, without a test before", async () => {
    const Bucket = await cloud.addBucket();
    const LambdaFunctionArn = `arn:aws:lambda:us-east-1:${account}:function:f`;
    await cloud.s3.putBucketNotificationConfiguration({
      Bucket,
      NotificationConfiguration: {
        LambdaFunctionConfigurations: [{ LambdaFunctionArn, Events: ["s3:ObjectCreated:*"] }],
      },
    });
    await cloud.put(Bucket, "k");
    const events = await eventually(() => {
      const found = invocations.filter(({ input }) => input.InvocationType === "Event");
      expect(found).toHaveLength(1);
      return found;
    });
    expect(events[0]?.call.principal).toMatchObject({
      kind: "service",
      service: "s3.amazonaws.com",
      sourceArn: `arn:aws:s3:::${Bucket}`,
      sourceAccount: account,
    });
    const payload = Buffer.from(events[0]?.input.Payload ?? "", "base64").toString("utf8");
    expect(JSON.parse(payload)).toMatchObject({ Records: [{ s3: { object: { key: "k" } } }] });
  });

  it("comes again until it is taken", async () => {
    const Bucket = await cloud.addBucket();
    const LambdaFunctionArn = `arn:aws:lambda:us-east-1:${account}:function:g`;
    await cloud.s3.putBucketNotificationConfiguration({
      Bucket,
      NotificationConfiguration: {
        LambdaFunctionConfigurations: [{ LambdaFunctionArn, Events: ["s3:ObjectCreated:*"] }],
      },
    });
    let failures = 0;
    refuse = () => {
      failures += 1;
      throw new AwsError("TooManyRequestsException", "Rate Exceeded.", { status: 429 });
    };
    const before = invocations.length;
    await cloud.put(Bucket, "again");
    await eventually(() => expect(failures).toBeGreaterThanOrEqual(1));
    refuse = undefined;
    cloud.pass(120);
    await eventually(() => expect(invocations.length).toBe(before + 1));
    cloud.pass(-120);
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
describe("the configuration", () => {
  it("comes back as it was put, and an empty one ends it", async () => {
    const Bucket = await cloud.addBucket();
    const { QueueArn, QueueUrl } = await addQueue();
    await notify(Bucket, QueueArn, ["s3:ObjectCreated:Put"], { prefix: "a", suffix: "b" });
    const { QueueConfigurations } = await cloud.s3.getBucketNotificationConfiguration({ Bucket });
    expect(QueueConfigurations).toEqual([
      {
        Id: "configuration",
        QueueArn,
        Events: ["s3:ObjectCreated:Put"],
        Filter: {
          Key: {
            FilterRules: [
              { Name: "Prefix", Value: "a" },
              { Name: "Suffix", Value: "b" },
            ],
          },
        },
      },
    ]);
    await cloud.s3.putBucketNotificationConfiguration({ Bucket, NotificationConfiguration: {} });
    await cloud.put(Bucket, "ab");
    const { $metadata: _, ...rest } = await cloud.s3.getBucketNotificationConfiguration({ Bucket });
    expect(rest).toEqual({});
    expect(await receive(QueueUrl, 1)).toMatchObject([{ Event: "s3:TestEvent" }]);
  });

  it("is refused where the destination does not let the bucket in", async () => {
    const Bucket = await cloud.addBucket();
    const { QueueArn } = await addQueue("");
    const never = `us-east-1:${account}:never`;
    await expect(
      cloud.s3.putBucketNotificationConfiguration({
        Bucket,
        NotificationConfiguration: {
          QueueConfigurations: [
            { QueueArn, Events: ["s3:ObjectCreated:*"] },
            { QueueArn: `arn:aws:sqs:${never}`, Events: ["s3:ObjectRemoved:*"] },
          ],
          TopicConfigurations: [{ TopicArn: `arn:aws:sns:${never}`, Events: ["s3:ObjectTagging:*"] }],
        },
      }),
    ).rejects.toMatchObject({
      name: "InvalidArgument",
      message: "Unable to validate the following destination configurations",
      ArgumentName1: QueueArn,
      ArgumentValue1:
        "Permissions on the destination queue do not allow S3 to publish notifications from this bucket",
      ArgumentName2: `arn:aws:sqs:${never}`,
      ArgumentValue2: "The destination queue does not exist",
      ArgumentName3: `arn:aws:sns:${never}`,
      ArgumentValue3: "The destination topic does not exist",
    });
    await cloud.s3.putBucketNotificationConfiguration({
      Bucket,
      SkipDestinationValidation: true,
      NotificationConfiguration: { QueueConfigurations: [{ QueueArn, Events: ["s3:ObjectCreated:*"] }] },
    });
  });

  it.each([
    ["Queue", { QueueConfigurations: [{ QueueArn: "no-arn", Events: ["s3:ObjectCreated:*"] }] }],
    ["Topic", { TopicConfigurations: [{ TopicArn: "no-arn", Events: ["s3:ObjectCreated:*"] }] }],
    [
      "CloudFunction",
      { LambdaFunctionConfigurations: [{ LambdaFunctionArn: "no-arn", Events: ["s3:ObjectCreated:*"] }] },
    ],
  ] as const)("cannot have a %s without an ARN, checked or not", async (ArgumentName, configuration) => {
    const Bucket = await cloud.addBucket();
    for (const SkipDestinationValidation of [true, false])
      await expect(
        cloud.s3.putBucketNotificationConfiguration({
          Bucket,
          NotificationConfiguration: Object(configuration),
          SkipDestinationValidation,
        }),
      ).rejects.toMatchObject({
        name: "InvalidArgument",
        message: "The ARN could not be parsed",
        ArgumentName,
        ArgumentValue: "no-arn",
      });
  });

  const queue = `arn:aws:sqs:us-east-1:${account}:queue-1`;
  const one = { QueueArn: queue, Events: ["s3:ObjectCreated:*"] };
  it.each([
    ["no ARN", [{ ...one, QueueArn: "nonsense" }], "InvalidArgument"],
    [
      "a queue of another region",
      [{ ...one, QueueArn: queue.replace("us-east-1", "eu-west-1") }],
      "InvalidArgument",
    ],
    ["a FIFO queue", [{ ...one, QueueArn: `${queue}.fifo` }], "InvalidArgument"],
    ["an event that there is not", [{ ...one, Events: ["s3:ObjectRead:*"] }], "InvalidArgument"],
    [
      "a filter that there is not",
      [{ ...one, Filter: { Key: { FilterRules: [{ Name: "infix", Value: "x" }] } } }],
      "InvalidArgument",
    ],
    ["a filter of nothing", [{ ...one, Filter: { Key: { FilterRules: [{}] } } }], "MalformedXML"],
    [
      "a filter without a value",
      [{ ...one, Filter: { Key: { FilterRules: [{ Name: "prefix" }] } } }],
      "MalformedXML",
    ],
    [
      "a filter without a name",
      [{ ...one, Filter: { Key: { FilterRules: [{ Value: "x" }] } } }],
      "MalformedXML",
    ],
    ["two for the same event", [one, { ...one, Events: ["s3:ObjectCreated:Put"] }], "InvalidArgument"],
    [
      "the same id twice",
      [
        { ...one, Id: "x" },
        { ...one, Events: ["s3:ObjectRemoved:*"], Id: "x" },
      ],
      "InvalidArgument",
    ],
    ["no event", [{ ...one, Events: [] }], "MalformedXML"],
  ])("cannot have %s", async (_what, configurations, name) => {
    const Bucket = await cloud.addBucket();
    const NotificationConfiguration = Object({ QueueConfigurations: configurations });
    await expect(
      cloud.s3.putBucketNotificationConfiguration({ Bucket, NotificationConfiguration }),
    ).rejects.toMatchObject({ name });
  });
});
