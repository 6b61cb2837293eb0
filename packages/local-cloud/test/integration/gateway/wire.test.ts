import {
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
} from "@aws-sdk/client-lambda";
import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  PublishCommand,
  SNSClient,
} from "@aws-sdk/client-sns";
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine, Operation } from "../../../src/gateway/engine.ts";
import { AwsError } from "../../../src/gateway/errors.ts";
import { xmlMap } from "../../../src/gateway/protocols/query.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";

const seen: Record<string, unknown>[] = [];

/** An operation that remembers its input and answers as told. */
const answering = (answer: object | (() => never)): Operation => ({
  access: () => [],
  handle: (input) => {
    seen.push(input);
    return typeof answer === "function" ? answer() : answer;
  },
});

const sqs: Engine = {
  service: "sqs",
  protocol: "json-1.0",
  targets: ["AmazonSQS"],
  operations: {
    SendMessage: answering({ MessageId: "m-1", MD5OfMessageBody: "5d41402abc4b2a76b9719d911017c592" }),
    GetQueueUrl: answering(() => {
      throw new AwsError("QueueDoesNotExist", "The specified queue does not exist.", {
        queryCode: "AWS.SimpleQueueService.NonExistentQueue",
      });
    }),
  },
};

const ssm: Engine = {
  service: "ssm",
  protocol: "json-1.1",
  targets: ["AmazonSSM"],
  operations: {
    GetParameter: answering({ Parameter: { Name: "/a", Value: "ü", LastModifiedDate: 1_800_000_000.5 } }),
  },
};

const sns: Engine = {
  service: "sns",
  protocol: "query",
  xmlNamespace: "2010-03-31",
  operations: {
    CreateTopic: answering({ TopicArn: "arn:aws:sns:us-east-1:000000000000:t" }),
    Publish: answering({}),
    PublishBatch: answering({ Successful: [{ Id: "a", MessageId: "1" }], Failed: [] }),
    ListTopics: answering({ Topics: [] }),
    GetTopicAttributes: answering({ Attributes: xmlMap({ Policy: '{"a":"<&>"}', TopicArn: "arn" }) }),
  },
};

const lambda: Engine = {
  service: "lambda",
  protocol: "rest-json",
  routes: [
    { method: "GET", path: "/2015-03-31/functions", operation: "ListFunctions" },
    { method: "GET", path: "/2015-03-31/functions/{FunctionName}", operation: "GetFunction" },
    {
      method: "POST",
      path: "/2015-03-31/functions/{FunctionName}/invocations",
      operation: "Invoke",
      payload: "Payload",
      headers: { "x-amz-invocation-type": "InvocationType" },
      output: {
        status: "StatusCode",
        headers: { "x-amz-function-error": "FunctionError" },
        payload: "Payload",
      },
    },
  ],
  operations: {
    ListFunctions: answering({ Functions: [{ FunctionName: "f" }] }),
    GetFunction: answering(() => {
      throw new AwsError("ResourceNotFoundException", "Function not found: f", { status: 404 });
    }),
    Invoke: answering({ StatusCode: 200, FunctionError: "Unhandled", Payload: Buffer.from('{"ok":true}') }),
  },
};

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ engines: () => [sqs, ssm, sns, lambda] });
});
afterAll(() => cloud.close());
const lastInput = () => seen.at(-1);

describe("AWS JSON", () => {
  it("passes the input on and answers with a request id", async () => {
    const answer = await new SQSClient({ ...cloud.client, md5: false }).send(
      new SendMessageCommand({ QueueUrl: `${cloud.endpoint}/0/q`, MessageBody: "hello", DelaySeconds: 3 }),
    );
    expect(answer.MessageId).toBe("m-1");
    expect(answer.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(lastInput()).toEqual({ QueueUrl: `${cloud.endpoint}/0/q`, MessageBody: "hello", DelaySeconds: 3 });
  });

  it("carries both the error's type and its older query code", async () => {
    const failure = new SQSClient(cloud.client).send(new GetQueueUrlCommand({ QueueName: "none" }));
    await expect(failure).rejects.toMatchObject({
      name: "QueueDoesNotExist",
      message: "The specified queue does not exist.",
      Code: "AWS.SimpleQueueService.NonExistentQueue",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("reads timestamps as seconds and text as UTF-8", async () => {
    const { Parameter } = await new SSMClient(cloud.client).send(new GetParameterCommand({ Name: "/a" }));
    expect(Parameter?.Value).toBe("ü");
    expect(Parameter?.LastModifiedDate?.getTime()).toBe(1_800_000_000_500);
  });

  it("refuses an operation that the engine does not have, by name", async () => {
    const { DescribeParametersCommand } = await import("@aws-sdk/client-ssm");
    await expect(new SSMClient(cloud.client).send(new DescribeParametersCommand({}))).rejects.toMatchObject({
      name: "UnknownOperationException",
      message: "The local cloud does not support ssm:DescribeParameters.",
    });
  });
});

describe("the query protocol", () => {
  const client = () => new SNSClient(cloud.client);

  it("reads lists, maps and structures into the shape that the client was given", async () => {
    await client().send(
      new CreateTopicCommand({
        Name: "t",
        Attributes: { DisplayName: "a & b", FifoTopic: "true" },
        Tags: [
          { Key: "team", Value: "todos" },
          { Key: "stage", Value: "dev" },
        ],
      }),
    );
    expect(lastInput()).toEqual({
      Name: "t",
      Attributes: { DisplayName: "a & b", FifoTopic: "true" },
      Tags: [
        { Key: "team", Value: "todos" },
        { Key: "stage", Value: "dev" },
      ],
    });
  });

  it("reads maps whose entries are named Name and Value", async () => {
    await client().send(
      new PublishCommand({
        Message: "m",
        MessageAttributes: { type: { DataType: "String", StringValue: "x.y" } },
      }),
    );
    expect(lastInput()).toEqual({
      Message: "m",
      MessageAttributes: { type: { DataType: "String", StringValue: "x.y" } },
    });
  });

  it("writes lists, also empty ones, and keeps the order of more than nine members", async () => {
    const entries = Array.from({ length: 10 }, (_, index) => ({ Id: `id-${index}`, Message: "m" }));
    const answer = await client().send(
      new PublishBatchCommand({ TopicArn: "arn", PublishBatchRequestEntries: entries }),
    );
    expect(lastInput()?.PublishBatchRequestEntries).toEqual(entries);
    expect(answer).toMatchObject({ Successful: [{ Id: "a", MessageId: "1" }], Failed: [] });
  });

  it("writes maps as entries and escapes their values", async () => {
    const { Attributes } = await client().send(new GetTopicAttributesCommand({ TopicArn: "arn" }));
    expect(Attributes).toEqual({ Policy: '{"a":"<&>"}', TopicArn: "arn" });
  });

  it("answers a call without parameters", async () => {
    expect((await client().send(new ListTopicsCommand({}))).Topics).toEqual([]);
  });

  it("refuses an unknown action in XML", async () => {
    const { SetTopicAttributesCommand } = await import("@aws-sdk/client-sns");
    const failure = client().send(new SetTopicAttributesCommand({ TopicArn: "arn", AttributeName: "a" }));
    await expect(failure).rejects.toMatchObject({ name: "InvalidAction", $fault: "client" });
  });
});

describe("REST with JSON", () => {
  const client = () => new LambdaClient(cloud.client);

  it("routes by method and path", async () => {
    expect(
      (await client().send(new ListFunctionsCommand({ MaxItems: 5 }))).Functions?.[0]?.FunctionName,
    ).toBe("f");
    expect(lastInput()).toEqual({ MaxItems: "5" });
  });

  it("decodes labels and reads headers and the raw payload", async () => {
    const arn = "arn:aws:lambda:us-east-1:000000000000:function:f";
    const answer = await client().send(
      new InvokeCommand({ FunctionName: arn, Payload: Buffer.from("[1]"), InvocationType: "Event" }),
    );
    expect(lastInput()).toEqual({ FunctionName: arn, InvocationType: "Event", Payload: Buffer.from("[1]") });
    expect(answer.FunctionError).toBe("Unhandled");
    expect(answer.Payload?.transformToString()).toBe('{"ok":true}');
  });

  it("names the error in a header", async () => {
    await expect(client().send(new GetFunctionCommand({ FunctionName: "f" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Function not found: f",
      $metadata: { httpStatusCode: 404 },
    });
  });
});

describe("a client from before November 2023", () => {
  it("is told to update, in the protocol that it speaks", async () => {
    const answer = await fetch(`${cloud.endpoint}/`, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        authorization:
          "AWS4-HMAC-SHA256 Credential=a/20231101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=b",
        "x-amz-date": "20231101T000000Z",
      },
      body: "Action=ListQueues&Version=2012-11-05",
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(
      /<Code>InvalidAction<\/Code><Message>This client speaks the older query protocol to sqs/,
    );
  });
});
