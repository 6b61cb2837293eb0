import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";

/** The smallest table: on demand, with the partition key `id`. */
export const tableOf = (TableName: string): CreateTableCommandInput => ({
  TableName,
  BillingMode: "PAY_PER_REQUEST",
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
});
