import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Engine } from "../../gateway/engine.ts";
import { arnsOf } from "./arns.ts";
import { ask, type Backend } from "./backend.ts";
import { findDynoxide } from "./dynoxide/binary.ts";
import { createDynoxideClient } from "./dynoxide/dynoxide-client.ts";
import { startServerProcess } from "./dynoxide/server-process.ts";
import { streamRecordsIn } from "./dynoxide/stream-records.ts";
import { startTtlSweeper } from "./dynoxide/ttl-sweeper.ts";
import { operationsOf } from "./operations.ts";
import { createTableCatalog, type TableDescription } from "./table-catalog.ts";
import { openTableSettings } from "./table-settings.ts";

export interface DynamoDbOptions {
  /** Folder that holds all state of the cloud; the engine keeps to `dynamodb/` in it. */
  readonly stateDir: string;
  readonly region: string;
  readonly accountId: string;
  /** Told after each write to a table that has a stream, so that its consumers look at once. */
  readonly sourceWrites?: { written(tableArn: string): void };
  /** How often expired items are deleted; 5 s unless told. */
  readonly ttlSweepIntervalMs?: number;
  readonly now?: () => Date;
}

const trimIntervalMs = 60 * 60 * 1_000;

const readCatalog = async (backend: Backend): Promise<void> => {
  let start: string | undefined;
  do {
    const page = await ask<{ TableNames: readonly string[]; LastEvaluatedTableName?: string }>(
      backend,
      "ListTables",
      start === undefined ? {} : { ExclusiveStartTableName: start },
    );
    for (const TableName of page.TableNames) {
      const { Table } = await ask<{ Table: TableDescription }>(backend, "DescribeTable", { TableName });
      backend.catalog.set(Table);
    }
    start = page.LastEvaluatedTableName;
  } while (start !== undefined);
};

/**
 * DynamoDB and DynamoDB Streams, by the native server dynoxide, with what it lacks beside it: ARNs of this region
 * and account, IAM condition keys, point-in-time recovery settings, resource policies, deletion of expired items.
 *
 * @throws {NoDynoxideBinary} @throws {DynoxideDown}
 */
export const createDynamoDbEngine = async (options: DynamoDbOptions): Promise<Engine> => {
  const { stateDir, region, accountId, now = () => new Date() } = options;
  const folder = path.join(stateDir, "dynamodb");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const databaseFile = path.join(folder, "tables.sqlite");
  const streamRecords = streamRecordsIn(databaseFile);
  const server = await startServerProcess({
    binary: findDynoxide(),
    databaseFile,
    prepare: () => {
      streamRecords.prepare();
      streamRecords.trim(now());
    },
  });
  const client = createDynoxideClient(server);
  const settings = openTableSettings(folder);
  const arns = arnsOf(region, accountId);
  const catalog = createTableCatalog();
  const written = (tableNames: readonly string[]) => {
    for (const name of tableNames)
      if (catalog.get(name)?.streamArn) options.sourceWrites?.written(arns.table(name));
  };
  const backend: Backend = { client, arns, catalog, settings, streamRecords, now, written };
  await readCatalog(backend);

  const sweeper = startTtlSweeper(server, {
    intervalMs: options.ttlSweepIntervalMs ?? 5_000,
    onDeleted: () => written(catalog.names()),
  });
  const trimmer = setInterval(() => streamRecords.trim(now()), trimIntervalMs).unref();

  return {
    service: "dynamodb",
    protocol: "json-1.0",
    targets: ["DynamoDB_20120810", "DynamoDBStreams_20120810"],
    operations: operationsOf(backend),
    close: async () => {
      clearInterval(trimmer);
      await sweeper.stop();
      client.close();
      await server.close();
      settings.close();
    },
  };
};
