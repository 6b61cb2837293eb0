import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { CreateEventSourceMappingCommand, CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { PurgeQueueCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../packages/local-cloud/test/support/eventually.ts";
import {
  startFunctionHost,
  type TestFunctionHost,
} from "../../packages/local-cloud/test/support/function-host.ts";
import { tableOf } from "../../packages/local-cloud/test/support/tables.ts";
import { addRole } from "./support/add-role.ts";
import { type OperatedCloud, startOperatedCloud, type TestQueue } from "./support/operated-cloud.ts";

interface StreamEvent {
  readonly Records: readonly {
    readonly eventSourceARN: string;
    readonly dynamodb: {
      readonly SequenceNumber: string;
      readonly Keys: { readonly id: { readonly S: string } };
    };
  }[];
}

const idsOf = ({ Records }: StreamEvent) => Records.map(({ dynamodb }) => dynamodb.Keys.id.S);

let operated: OperatedCloud;
let host: TestFunctionHost;
let failures: TestQueue;
let streamArn: string;
/** What the function got; it fails while `broken`. */
const seen: StreamEvent[] = [];
let broken: "throws" | "reports" | undefined = "throws";

const handler = (event: StreamEvent) => {
  seen.push(event);
  if (broken === "throws") throw new Error("the topic is gone");
  return { batchItemFailures: broken === "reports" ? [{ itemIdentifier: "1" }] : [] };
};

const put = async (dynamodb: DynamoDBClient, id: string, kind = "ours") => {
  await dynamodb.send(
    new PutItemCommand({
      TableName: "notes",
      Item: {
        id: { S: id },
        kind: { S: kind },
        count: { N: "1" },
        bytes: { B: Buffer.from([1, 2, 3]) },
        tags: { SS: ["a"] },
      },
    }),
  );
};

/** A table whose changes a function cannot handle: three records lie in the stream, given up. */
beforeAll(async () => {
  operated = await startOperatedCloud();
  host = await startFunctionHost({ publish: handler });
  failures = await operated.addQueue("publish-failed");
  const dynamodb = new DynamoDBClient(operated.client);
  const lambda = new LambdaClient(operated.client);
  const { TableDescription: table } = await dynamodb.send(
    new CreateTableCommand({
      ...tableOf("notes"),
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    }),
  );
  streamArn = table?.LatestStreamArn ?? "";
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: "publish",
      Runtime: "nodejs24.x",
      Role: await addRole(operated.client, "publisher", "*", "*"),
      Handler: "index.handler",
      Code: { ZipFile: Buffer.from("no zip is kept") },
    }),
  );
  const announced = await fetch(`${operated.cloud.endpoint}/_local/functions/publish/host`, {
    method: "PUT",
    headers: { authorization: `Bearer ${operated.cloud.credentials.secretAccessKey}` },
    body: JSON.stringify({ invokeUrl: host.invokeUrl }),
  });
  expect(announced.status).toBe(200);
  await put(dynamodb, "1");
  await put(dynamodb, "not ours", "theirs");
  for (const id of ["2", "3"]) await put(dynamodb, id);
  await lambda.send(
    new CreateEventSourceMappingCommand({
      FunctionName: "publish",
      EventSourceArn: streamArn,
      StartingPosition: "TRIM_HORIZON",
      MaximumRetryAttempts: 0,
      FilterCriteria: {
        Filters: [{ Pattern: JSON.stringify({ dynamodb: { NewImage: { kind: { S: ["ours"] } } } }) }],
      },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      DestinationConfig: { OnFailure: { Destination: failures.arn } },
    }),
  );
  await eventually(async () => expect(await operated.depth(failures)).toBeGreaterThan(0));
  await eventually(() => expect(seen.flatMap(idsOf)).toEqual(["1", "2", "3"]));
  for (const client of [dynamodb, lambda]) client.destroy();
});
afterAll(async () => {
  await operated.close();
  await host.close();
});

describe("records of a stream that were given up", () => {
  it("are listed as places in the stream, which SQS cannot move back", async () => {
    const { stdout } = await operated.run("redrive");
    expect(stdout).toMatch(/^publish-failed: \d messages?, oldest sent less than a minute ago$/m);
    expect(stdout).toContain("  from stream of notes, what publish did not get done");
    expect(stdout).toContain("× RetryAttemptsExhausted after 1 attempts: function error Unhandled");
    expect(stdout).toMatch(/ {6}3 records of notes, \d+ to \d+ of shard \S+$/m);
    expect(stdout).toContain("npm run redrive -- publish-failed --replay (docs/runbooks/redrive.md)");

    const refused = await operated.run("redrive", "publish-failed");
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /^redrive: the messages of publish-failed say where records lie in a stream/,
    );
  });

  it.each([
    ["throws", "the function failed: the topic is gone"],
    ["reports", "the function reports that it did not get all of them done"],
  ] as const)("stay when the function %s again", async (how, reason) => {
    broken = how;
    const before = await operated.depth(failures);
    const { code, stdout } = await operated.run("redrive", "publish-failed", "--replay");
    expect(code).toBe(1);
    expect(stdout).toContain(`kept, ${reason}`);
    expect(await operated.depth(failures)).toBe(before);
  });

  it("are handled again, just as they came the first time, and then their place is forgotten", async () => {
    const first = seen
      .splice(0)
      .flatMap(({ Records }) => Records)
      .slice(0, 3);
    broken = undefined;
    const { code, stdout, stderr } = await operated.run("redrive", "publish-failed", "--replay", "--json");
    expect(stderr).toMatch(/done\.\n$/);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ queue: "publish-failed" });
    expect(seen.flatMap(({ Records }) => Records)).toEqual(first);
    expect(await operated.depth(failures)).toBe(0);
  });

  it("are handled again when a consumer gave one up by itself, and told its place alone", async () => {
    const [first] = seen.splice(0).flatMap(({ Records }) => Records);
    const place = { eventSourceARN: first?.eventSourceARN, sequenceNumber: first?.dynamodb.SequenceNumber };
    await operated.send(failures, JSON.stringify(place), { failureReason: "the item cannot be read" });
    const { code, stdout } = await operated.run("redrive", "publish-failed", "--replay");
    expect(stdout).toMatch(/^1 record of notes, \d+: handled$/m);
    expect(code).toBe(0);
    expect(seen).toEqual([{ Records: [first] }]);
  });

  it("stay when they are gone from the stream", async () => {
    const place = { eventSourceARN: `${streamArn}0`, sequenceNumber: "1" };
    await operated.send(failures, JSON.stringify(place));
    const { code, stdout } = await operated.run("redrive", "publish-failed", "--replay");
    expect(code).toBe(1);
    expect(stdout).toContain("kept, the records are gone from the stream");
    await operated.sqs.send(new PurgeQueueCommand({ QueueUrl: failures.url }));
  });

  it("are not, when the message is no place in a stream", async () => {
    await operated.send(failures, "something else");
    const { code, stdout } = await operated.run("redrive", "publish-failed", "--replay");
    expect(code).toBe(1);
    expect(stdout).toContain("a message: kept, this message is no pointer into a stream");
    expect(await operated.depth(failures)).toBe(1);
  });
});
