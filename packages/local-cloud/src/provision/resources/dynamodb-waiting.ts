import type { DynamoDB, TableDescription } from "@aws-sdk/client-dynamodb";
import { whenSeen } from "./waiting.ts";

const isActive = ({ TableStatus, GlobalSecondaryIndexes = [] }: TableDescription): boolean =>
  TableStatus === "ACTIVE" && GlobalSecondaryIndexes.every(({ IndexStatus }) => IndexStatus === "ACTIVE");

/** Waits until the table and all of its indexes take the next change. */
export const whenActive = (dynamodb: DynamoDB, TableName: string): Promise<TableDescription> =>
  whenSeen(async () => {
    const { Table } = await dynamodb.describeTable({ TableName });
    return Table && isActive(Table) ? Table : undefined;
  });
