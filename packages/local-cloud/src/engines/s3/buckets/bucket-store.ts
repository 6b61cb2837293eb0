import type { DatabaseSync } from "node:sqlite";
import { openDocumentStore } from "../../../state/document-store.ts";
import { noSuchBucket } from "../errors.ts";
import type { Bucket } from "./bucket.ts";

/** Buckets, in memory and written through. */
export interface BucketStore {
  find(name: string): Bucket | undefined;
  /** @throws {AwsError} `NoSuchBucket` */
  require(name: string): Bucket;
  /** By name. */
  list(): readonly Bucket[];
  put(bucket: Bucket): void;
  /** @throws {AwsError} `NoSuchBucket` */
  update(name: string, change: Partial<Bucket>): void;
  delete(name: string): void;
}

export const openBucketStore = (database: DatabaseSync): BucketStore => {
  const documents = openDocumentStore<Bucket>(database, "buckets");
  const require = (name: string): Bucket => {
    const bucket = documents.get(name);
    if (!bucket) throw noSuchBucket(name);
    return bucket;
  };
  return {
    find: (name) => documents.get(name),
    require,
    list: () => documents.list(),
    put: (bucket) => documents.put(bucket.name, bucket),
    update: (name, change) => documents.put(name, { ...require(name), ...change }),
    delete: (name) => void documents.delete(name),
  };
};
