import path from "node:path";
import type { PolicyDocument } from "../../iam/policy.ts";
import { openDatabase } from "../../state/database.ts";
import { isStreamView, type StreamView } from "./streams/stream-view.ts";

/** Point-in-time recovery as configured; there are no backups behind it. */
export interface PointInTimeRecovery {
  readonly enabledAt: Date;
  readonly recoveryPeriodInDays: number;
}

export interface StoredPolicy {
  /** As given, byte for byte. */
  readonly document: string;
  readonly revisionId: string;
}

/** What AWS keeps for a table and dynoxide does not. */
export interface TableSettings {
  recovery(tableName: string): PointInTimeRecovery | undefined;
  setRecovery(tableName: string, recovery: PointInTimeRecovery | undefined): void;
  /** What the table's stream shows; dynoxide's own setting is always both images. */
  streamView(tableName: string): StreamView;
  setStreamView(tableName: string, view: StreamView): void;
  policy(resourceArn: string): StoredPolicy | undefined;
  setPolicy(resourceArn: string, policy: StoredPolicy | undefined): void;
  /** The policy as a document, for IAM. */
  policyDocument(resourceArn: string): PolicyDocument | undefined;
  forget(tableName: string, tableArn: string): void;
  close(): void;
}

const schema = `
  CREATE TABLE IF NOT EXISTS recovery (
    table_name TEXT PRIMARY KEY, enabled_at TEXT NOT NULL, period_days INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS stream_views (table_name TEXT PRIMARY KEY, view TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS policies (
    resource_arn TEXT PRIMARY KEY, document TEXT NOT NULL, revision_id TEXT NOT NULL
  );
`;

export const openTableSettings = (folder: string): TableSettings => {
  const database = openDatabase(path.join(folder, "settings.sqlite"), schema);
  // Read on each call for IAM, hence kept in memory too.
  const documents = new Map<string, PolicyDocument>();
  for (const row of database.prepare("SELECT resource_arn, document FROM policies").all())
    documents.set(String(row.resource_arn), JSON.parse(String(row.document)) as PolicyDocument);

  const streamViews = new Map<string, StreamView>();
  for (const row of database.prepare("SELECT table_name, view FROM stream_views").all())
    if (isStreamView(String(row.view))) streamViews.set(String(row.table_name), row.view as StreamView);

  return {
    recovery: (tableName) => {
      const row = database.prepare("SELECT * FROM recovery WHERE table_name = ?").get(tableName);
      return row
        ? { enabledAt: new Date(String(row.enabled_at)), recoveryPeriodInDays: Number(row.period_days) }
        : undefined;
    },
    setRecovery: (tableName, recovery) => {
      if (recovery === undefined)
        database.prepare("DELETE FROM recovery WHERE table_name = ?").run(tableName);
      else
        database
          .prepare("INSERT OR REPLACE INTO recovery (table_name, enabled_at, period_days) VALUES (?, ?, ?)")
          .run(tableName, recovery.enabledAt.toISOString(), recovery.recoveryPeriodInDays);
    },
    streamView: (tableName) => streamViews.get(tableName) ?? "NEW_AND_OLD_IMAGES",
    setStreamView: (tableName, view) => {
      database
        .prepare("INSERT OR REPLACE INTO stream_views (table_name, view) VALUES (?, ?)")
        .run(tableName, view);
      streamViews.set(tableName, view);
    },
    policy: (resourceArn) => {
      const row = database.prepare("SELECT * FROM policies WHERE resource_arn = ?").get(resourceArn);
      return row ? { document: String(row.document), revisionId: String(row.revision_id) } : undefined;
    },
    setPolicy: (resourceArn, policy) => {
      if (policy === undefined) {
        database.prepare("DELETE FROM policies WHERE resource_arn = ?").run(resourceArn);
        documents.delete(resourceArn);
        return;
      }
      database
        .prepare("INSERT OR REPLACE INTO policies (resource_arn, document, revision_id) VALUES (?, ?, ?)")
        .run(resourceArn, policy.document, policy.revisionId);
      documents.set(resourceArn, JSON.parse(policy.document) as PolicyDocument);
    },
    policyDocument: (resourceArn) => documents.get(resourceArn),
    forget: (tableName, tableArn) => {
      database.prepare("DELETE FROM recovery WHERE table_name = ?").run(tableName);
      database.prepare("DELETE FROM stream_views WHERE table_name = ?").run(tableName);
      streamViews.delete(tableName);
      const mine = (arn: string) => arn === tableArn || arn.startsWith(`${tableArn}/`);
      for (const arn of [...documents.keys()].filter(mine)) {
        database.prepare("DELETE FROM policies WHERE resource_arn = ?").run(arn);
        documents.delete(arn);
      }
    },
    close: () => database.close(),
  };
};
