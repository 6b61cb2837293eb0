import { readFile } from "node:fs/promises";
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { parse } from "yaml";

interface ResourceFile {
  readonly Resources: Readonly<Record<string, { readonly Properties: Properties } | undefined>>;
}

type Properties = Pick<
  CreateTableCommandInput,
  | "AttributeDefinitions"
  | "KeySchema"
  | "LocalSecondaryIndexes"
  | "GlobalSecondaryIndexes"
  | "StreamSpecification"
>;

/**
 * Creates a table with the keys and indexes that a service's template gives it, so that adapter and template are
 * tested together.
 *
 * @param file the resource file, `resources/todos-table.yml`
 * @returns the table's name
 */
export const createTemplateTable = async (
  client: DynamoDBClient,
  file: URL,
  logicalId: string,
): Promise<string> => {
  const { Resources }: ResourceFile = parse(await readFile(file, "utf8"));
  const properties = Resources[logicalId]?.Properties;
  if (!properties) throw new Error(`${file.pathname} has no resource ${logicalId}`);
  const { AttributeDefinitions, KeySchema, LocalSecondaryIndexes, GlobalSecondaryIndexes } = properties;
  await client.send(
    new CreateTableCommand({
      TableName: logicalId,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions,
      KeySchema,
      ...(LocalSecondaryIndexes && { LocalSecondaryIndexes }),
      ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes }),
    }),
  );
  return logicalId;
};
