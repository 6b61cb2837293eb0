import type { Dispatcher, Operation } from "../../gateway/engine.ts";
import type { BodyStore } from "./bodies/body-store.ts";
import type { BucketStore } from "./buckets/bucket-store.ts";
import type { ListingStore } from "./listing/listing-store.ts";
import type { Destinations } from "./notifications/destination.ts";
import type { Outbox } from "./notifications/outbox.ts";
import type { VersionStore } from "./objects/version-store.ts";
import type { UploadStore } from "./uploads/upload-store.ts";

/** What the actions work with. */
export interface S3Context {
  readonly region: string;
  readonly accountId: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** `http://127.0.0.1:4566` */
  readonly endpoint: () => string;
  readonly dispatcher: Dispatcher;
  readonly buckets: BucketStore;
  readonly versions: VersionStore;
  readonly listing: ListingStore;
  readonly bodies: BodyStore;
  readonly uploads: UploadStore;
  readonly outbox: Outbox;
  readonly destinations: Destinations;
  /** All writes of one change: kept together, or, when `work` throws, not at all. They are on disk with the answer. */
  transact<T>(work: () => T): T;
}

/** One AWS action, ready to be registered. */
export type Action<Input> = (context: S3Context) => Operation<Input>;
