import path from "node:path";
import { inTransaction, openDatabase } from "../../state/database.ts";
import { endpointSchema, followEndpoint } from "./follow-endpoint.ts";
import type { CreationIntent, Leftover, ResourceRecord, StackRecord } from "./stack-record.ts";

/** The memory of the provisioner. Each method is one transaction: a killed process leaves nothing half written. */
export interface StackStore {
  stacks(): readonly StackRecord[];
  stack(stackName: string): StackRecord | undefined;
  saveStack(record: StackRecord): void;
  /** Ends an update or begins a deletion: resources that are not kept, and all that were replaced, become garbage. */
  commit(record: StackRecord, keeps: (record: ResourceRecord) => boolean): void;
  /** Forgets the stack and everything that belongs to it. */
  removeStack(stackName: string): void;

  resources(stackName: string): ReadonlyMap<string, ResourceRecord>;
  resource(stackName: string, logicalId: string): ResourceRecord | undefined;
  /** Saves a resource and, with it, drops the intent to create it. */
  saveResource(stackName: string, record: ResourceRecord): void;
  /** As `saveResource`, and the record that it takes the place of becomes an uncommitted leftover. */
  replaceResource(stackName: string, record: ResourceRecord, replaced: ResourceRecord): void;
  /** The other way round: the leftover is the resource again. */
  restoreResource(stackName: string, leftover: Leftover): void;
  removeResource(stackName: string, logicalId: string): void;

  intents(stackName: string): readonly CreationIntent[];
  saveIntent(stackName: string, intent: CreationIntent): void;
  removeIntent(stackName: string, logicalId: string): void;

  leftovers(stackName: string): readonly Leftover[];
  removeLeftover(stackName: string, leftoverId: number): void;
  close(): void;
}

const schema = `
  CREATE TABLE IF NOT EXISTS stacks (name TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS resources (
    stack TEXT NOT NULL, logical_id TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (stack, logical_id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS intents (
    stack TEXT NOT NULL, logical_id TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (stack, logical_id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS leftovers (
    id INTEGER PRIMARY KEY AUTOINCREMENT, stack TEXT NOT NULL, record TEXT NOT NULL, committed INTEGER NOT NULL
  ) STRICT;
`;

/** Rows hold what this store wrote, so their shape is known. */
const read = <T>(row: Record<string, unknown>): T => JSON.parse(String(row.record)) as T;

/**
 * @param stateDir folder of the local cloud's state; the store is `stacks.db` in it
 * @param endpoint where the resources are reached now, `http://127.0.0.1:4566`
 */
export const openStackStore = (stateDir: string, endpoint: string): StackStore => {
  const database = openDatabase(path.join(stateDir, "stacks.db"), schema + endpointSchema);
  followEndpoint(database, endpoint);
  const all = (sql: string, ...values: string[]) => database.prepare(sql).all(...values);
  const run = (sql: string, ...values: (string | number)[]) => {
    database.prepare(sql).run(...values);
  };
  const putResource = (stackName: string, record: ResourceRecord) => {
    run(
      "INSERT OR REPLACE INTO resources VALUES (?, ?, ?)",
      stackName,
      record.logicalId,
      JSON.stringify(record),
    );
    run("DELETE FROM intents WHERE stack = ? AND logical_id = ?", stackName, record.logicalId);
  };

  const putStack = (record: StackRecord) =>
    run("INSERT OR REPLACE INTO stacks VALUES (?, ?)", record.stackName, JSON.stringify(record));
  const resources = (stackName: string) =>
    all("SELECT record FROM resources WHERE stack = ? ORDER BY logical_id", stackName).map(
      read<ResourceRecord>,
    );
  const dropResource = (stackName: string, logicalId: string) =>
    run("DELETE FROM resources WHERE stack = ? AND logical_id = ?", stackName, logicalId);
  const putLeftover = (stackName: string, record: ResourceRecord, committed: 0 | 1) =>
    run(
      "INSERT INTO leftovers (stack, record, committed) VALUES (?, ?, ?)",
      stackName,
      JSON.stringify(record),
      committed,
    );
  const dropLeftover = (stackName: string, leftoverId: number) =>
    run("DELETE FROM leftovers WHERE stack = ? AND id = ?", stackName, leftoverId);

  const leftovers = (stackName: string): readonly Leftover[] =>
    all("SELECT id, record, committed FROM leftovers WHERE stack = ? ORDER BY id", stackName).map((row) => ({
      ...read<ResourceRecord>(row),
      leftoverId: Number(row.id),
      committed: row.committed === 1,
    }));

  return {
    stacks: () => all("SELECT record FROM stacks ORDER BY name").map(read<StackRecord>),
    stack: (stackName) =>
      all("SELECT record FROM stacks WHERE name = ?", stackName).map(read<StackRecord>)[0],
    saveStack: putStack,
    commit: (record, keeps) =>
      inTransaction(database, () => {
        putStack(record);
        for (const leftover of leftovers(record.stackName))
          if (!leftover.committed && leftover.updateReplacePolicy === "Retain")
            dropLeftover(record.stackName, leftover.leftoverId);
        run("UPDATE leftovers SET committed = 1 WHERE stack = ?", record.stackName);
        for (const resource of resources(record.stackName).filter((candidate) => !keeps(candidate))) {
          dropResource(record.stackName, resource.logicalId);
          if (resource.deletionPolicy === "Delete") putLeftover(record.stackName, resource, 1);
        }
      }),
    removeStack: (stackName) =>
      inTransaction(database, () => {
        run("DELETE FROM stacks WHERE name = ?", stackName);
        for (const table of ["resources", "intents", "leftovers"])
          run(`DELETE FROM ${table} WHERE stack = ?`, stackName);
      }),

    resources: (stackName) => new Map(resources(stackName).map((record) => [record.logicalId, record])),
    resource: (stackName, logicalId) =>
      all("SELECT record FROM resources WHERE stack = ? AND logical_id = ?", stackName, logicalId).map(
        read<ResourceRecord>,
      )[0],
    saveResource: (stackName, record) => inTransaction(database, () => putResource(stackName, record)),
    replaceResource: (stackName, record, replaced) =>
      inTransaction(database, () => {
        putResource(stackName, record);
        putLeftover(stackName, replaced, 0);
      }),
    restoreResource: (stackName, { leftoverId, committed: _, ...record }) =>
      inTransaction(database, () => {
        putResource(stackName, record);
        dropLeftover(stackName, leftoverId);
      }),
    removeResource: dropResource,

    intents: (stackName) =>
      all("SELECT record FROM intents WHERE stack = ?", stackName).map(read<CreationIntent>),
    saveIntent: (stackName, intent) =>
      run(
        "INSERT OR REPLACE INTO intents VALUES (?, ?, ?)",
        stackName,
        intent.logicalId,
        JSON.stringify(intent),
      ),
    removeIntent: (stackName, logicalId) =>
      run("DELETE FROM intents WHERE stack = ? AND logical_id = ?", stackName, logicalId),

    leftovers,
    removeLeftover: dropLeftover,
    close: () => database.close(),
  };
};
