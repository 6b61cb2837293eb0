/** Resources of CloudFront as they are kept: every change gives them a new version. */
import { randomInt, randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { type DocumentStore, openDocumentStore } from "../../state/document-store.ts";

export interface Stored<Config> {
  readonly id: string;
  /** Version of the resource, which an update must name: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html */
  readonly etag: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly config: Config;
}

export type Store<Config> = DocumentStore<Stored<Config>>;

const characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** `E2QWRUHEXAMPLE`: a letter that tells the kind, and thirteen characters. */
export const shortId = (letter: string): string =>
  letter + Array.from({ length: 13 }, () => characters.charAt(randomInt(characters.length))).join("");

export const longId = (): string => randomUUID();

export const openStore = <Config>(database: DatabaseSync, table: string): Store<Config> =>
  openDocumentStore<Stored<Config>>(database, table);

export const created = <Config>(id: string, config: Config, now: Date): Stored<Config> => {
  const time = now.toISOString();
  return { id, etag: shortId("E"), createdAt: time, modifiedAt: time, config };
};

export const modified = <Config>(stored: Stored<Config>, config: Config, now: Date): Stored<Config> => ({
  ...stored,
  config,
  etag: shortId("E"),
  modifiedAt: now.toISOString(),
});
