import type { RecordStore } from "./records/record-store.ts";
import type { Throughput } from "./records/throughput.ts";
import type { Shard } from "./shards/shard.ts";
import type { Stream } from "./streams/stream.ts";
import type { StreamStore } from "./streams/stream-store.ts";

/** What the actions work with. */
export interface KinesisContext {
  readonly region: string;
  readonly accountId: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** How long a stream is CREATING, UPDATING or DELETING. */
  readonly stateChangeMs: number;
  readonly streams: StreamStore;
  readonly records: RecordStore;
  readonly throughput: Throughput;
  /** Tells those who follow a shard that there is something new: records, or its end. */
  readonly written: (stream: Stream, shards: Iterable<Shard>) => void;
}
