import type {
  DynamoDB,
  GlobalSecondaryIndexDescription,
  GlobalSecondaryIndexUpdate,
  TableDescription,
} from "@aws-sdk/client-dynamodb";
import { TemplateError } from "../errors.ts";
import { sameJson } from "../json.ts";
import type { Table } from "./dynamodb-table-properties.ts";
import { whenActive } from "./dynamodb-waiting.ts";

type Index = NonNullable<Table["GlobalSecondaryIndexes"]>[number];

const shapeOf = ({ KeySchema, Projection }: Index | GlobalSecondaryIndexDescription) => ({
  KeySchema: KeySchema?.map(({ AttributeName, KeyType }) => [AttributeName, KeyType]),
  ProjectionType: Projection?.ProjectionType ?? "ALL",
  NonKeyAttributes: [...(Projection?.NonKeyAttributes ?? [])].sort(),
});

const refuseChangedShape = (wanted: Index, actual: GlobalSecondaryIndexDescription): void => {
  if (sameJson(shapeOf(wanted), shapeOf(actual))) return;
  throw new TemplateError(
    `KeySchema and Projection of the index ${wanted.IndexName} cannot change: ` +
      "add an index of another name, and remove this one once nothing reads it",
  );
};

/** The fewest updates from the actual indexes to the wanted ones: first what goes, then what comes. */
export const indexUpdates = (
  wanted: readonly Index[],
  actual: readonly GlobalSecondaryIndexDescription[],
): readonly GlobalSecondaryIndexUpdate[] => {
  const byName = new Map(actual.map((index) => [index.IndexName, index]));
  const names = new Set(wanted.map(({ IndexName }) => IndexName));
  const deletions = actual.flatMap(({ IndexName }) =>
    IndexName === undefined || names.has(IndexName) ? [] : [{ Delete: { IndexName } }],
  );
  const rest = wanted.flatMap((index): GlobalSecondaryIndexUpdate[] => {
    const existing = byName.get(index.IndexName);
    if (!existing) return [{ Create: index }];
    refuseChangedShape(index, existing);
    const { IndexName, ProvisionedThroughput } = index;
    const { ReadCapacityUnits, WriteCapacityUnits } = existing.ProvisionedThroughput ?? {};
    if (!ProvisionedThroughput || sameJson(ProvisionedThroughput, { ReadCapacityUnits, WriteCapacityUnits }))
      return [];
    return [{ Update: { IndexName, ProvisionedThroughput } }];
  });
  return [...deletions, ...rest];
};

/**
 * One index at a time, as UpdateTable wants it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export const changeIndexes = async (
  dynamodb: DynamoDB,
  TableName: string,
  { AttributeDefinitions, GlobalSecondaryIndexes = [] }: Table,
  actual: TableDescription,
): Promise<void> => {
  for (const update of indexUpdates(GlobalSecondaryIndexes, actual.GlobalSecondaryIndexes ?? [])) {
    await dynamodb.updateTable({
      TableName,
      ...(update.Create ? { AttributeDefinitions } : {}),
      GlobalSecondaryIndexUpdates: [update],
    });
    await whenActive(dynamodb, TableName);
  }
};
