import type { RecordStore } from "./records/record-store.ts";
import type { Throughput } from "./records/throughput.ts";
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
  /** Tells those who follow a stream that there is something new. */
  readonly written: (streamArn: string) => void;
}
