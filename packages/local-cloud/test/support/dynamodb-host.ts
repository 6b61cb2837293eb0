/** A process with a DynamoDB engine and one item in it, to be killed: `node dynamodb-host.ts <stateDir>`. */
import { createDynamoDbEngine } from "../../src/engines/dynamodb/dynamodb-engine.ts";
import { tableOf } from "./tables.ts";

const [stateDir = ""] = process.argv.slice(2);
const engine = await createDynamoDbEngine({ stateDir, region: "us-east-1", accountId: "000000000000" });

const call = async (operation: string, input: object) => {
  await engine.operations[operation]?.handle(input as never, {
    service: "dynamodb",
    operation,
    input: { ...input },
    principal: { kind: "anonymous" },
    region: "us-east-1",
    accountId: "000000000000",
    requestId: "1",
    hangUp: new AbortController(),
  });
};

await call("CreateTable", tableOf("survivor"));
await call("PutItem", { TableName: "survivor", Item: { id: { S: "1" } } });
process.send?.("ready");
