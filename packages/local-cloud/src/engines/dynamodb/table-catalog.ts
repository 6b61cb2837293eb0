/** What the engine must know of a table without asking: the keys that policies speak of, and its stream. */
export interface TableEntry {
  readonly name: string;
  readonly hashKey: string;
  /** Partition key of each index, by the index's name. */
  readonly indexHashKeys: ReadonlyMap<string, string>;
  readonly keySchema: readonly KeySchemaElement[];
  /** Absent while the table has no stream. */
  readonly streamArn?: string;
}

interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: "HASH" | "RANGE";
}

interface IndexDescription {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
}

/** The members of AWS's `TableDescription` that matter here. */
export interface TableDescription {
  readonly TableName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly GlobalSecondaryIndexes?: readonly IndexDescription[];
  readonly LocalSecondaryIndexes?: readonly IndexDescription[];
  readonly StreamSpecification?: { readonly StreamEnabled: boolean };
  readonly LatestStreamArn?: string;
}

/** All tables, in memory. Every change of a table passes through the engine, so this is never behind. */
export interface TableCatalog {
  get(tableName: string): TableEntry | undefined;
  names(): readonly string[];
  set(description: TableDescription): void;
  delete(tableName: string): void;
}

const hashKeyOf = (schema: readonly KeySchemaElement[]): string =>
  schema.find((element) => element.KeyType === "HASH")?.AttributeName ?? "";

const entryOf = (table: TableDescription): TableEntry => ({
  name: table.TableName,
  hashKey: hashKeyOf(table.KeySchema),
  indexHashKeys: new Map(
    [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])].map((index) => [
      index.IndexName,
      hashKeyOf(index.KeySchema),
    ]),
  ),
  keySchema: table.KeySchema,
  ...(table.StreamSpecification?.StreamEnabled && table.LatestStreamArn
    ? { streamArn: table.LatestStreamArn }
    : {}),
});

export const createTableCatalog = (): TableCatalog => {
  const entries = new Map<string, TableEntry>();
  return {
    get: (tableName) => entries.get(tableName),
    names: () => [...entries.keys()],
    set: (description) => {
      entries.set(description.TableName, entryOf(description));
    },
    delete: (tableName) => {
      entries.delete(tableName);
    },
  };
};
