import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { CreateEventSourceMappingCommand, GetEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import { expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { startLambdaCloud } from "../../support/lambda-cloud.ts";
import { tableOf } from "../../support/tables.ts";

interface StreamEvent {
  readonly Records: readonly {
    readonly dynamodb: { readonly Keys: { readonly id: { readonly S: string } } };
  }[];
}

const keysOf = ({ Records }: StreamEvent) => Records.map(({ dynamodb }) => dynamodb.Keys.id.S);

it("goes on where it was when the cloud restarts: nothing skipped, nothing that was done repeated", async () => {
  const stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-streams-"));
  const put = (client: DynamoDBClient, id: string) =>
    client.send(new PutItemCommand({ TableName: "todos", Item: { id: { S: id } } }));

  const first = await startLambdaCloud({ dynamodb: true, stateDir });
  const before = new DynamoDBClient(first.client);
  const { TableDescription } = await before.send(
    new CreateTableCommand({
      ...tableOf("todos"),
      StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
    }),
  );
  await put(before, "before the mapping");
  const seen: string[] = [];
  await first.addFunction("f", (event: StreamEvent) => void seen.push(...keysOf(event)));
  const { UUID } = await first.lambda.send(
    new CreateEventSourceMappingCommand({
      FunctionName: "f",
      EventSourceArn: TableDescription?.LatestStreamArn,
      StartingPosition: "LATEST",
    }),
  );
  await eventually(async () =>
    expect((await first.lambda.send(new GetEventSourceMappingCommand({ UUID }))).LastProcessingResult).toBe(
      "OK",
    ),
  );
  await put(before, "1");
  await eventually(() => expect(seen).toEqual(["1"]));
  // From here on the function hangs: what it has in hand is not done when the cloud ends.
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  first.host.handlers.set("f", () => {
    reach();
    return new Promise(() => undefined);
  });
  await put(before, "2");
  await reached;
  await put(before, "3");
  await first.close();

  const second = await startLambdaCloud({ dynamodb: true, stateDir });
  seen.length = 0;
  second.host.handlers.set("f", (event: StreamEvent) => void seen.push(...keysOf(event)));
  await put(new DynamoDBClient(second.client), "4");
  await second.announce("f");
  await eventually(() => expect(seen).toEqual(["2", "3", "4"]));
  await second.close();
  await rm(stateDir, { recursive: true });
});
