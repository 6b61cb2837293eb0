import { setTimeout as delay } from "node:timers/promises";
import type { DynamoDB, TableDescription } from "@aws-sdk/client-dynamodb";

const isActive = ({ TableStatus, GlobalSecondaryIndexes = [] }: TableDescription): boolean =>
  TableStatus === "ACTIVE" && GlobalSecondaryIndexes.every(({ IndexStatus }) => IndexStatus === "ACTIVE");

/** Waits until the table and all of its indexes take the next change. Real tables take minutes, local ones none. */
export const whenActive = async (dynamodb: DynamoDB, TableName: string): Promise<TableDescription> => {
  for (let pauseMilliseconds = 10; ; pauseMilliseconds = Math.min(pauseMilliseconds * 2, 5_000)) {
    const { Table } = await dynamodb.describeTable({ TableName });
    if (Table && isActive(Table)) return Table;
    await delay(pauseMilliseconds);
  }
};
