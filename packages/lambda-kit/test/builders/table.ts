/** A real DynamoDB table for idempotency keys. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { findDynoxide } from "@skein/local-cloud/engines/dynamodb/dynoxide/binary";
import { startServerProcess } from "@skein/local-cloud/engines/dynamodb/dynoxide/server-process";

export const startTable = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "lambda-kit-"));
  const server = await startServerProcess({
    binary: findDynoxide(),
    databaseFile: path.join(folder, "dynamodb.sqlite"),
    prepare: () => {},
  });
  const { port } = await server.address();
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const name = "keys";
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    }),
  );
  return {
    name,
    client,
    close: async () => {
      client.destroy();
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
};
