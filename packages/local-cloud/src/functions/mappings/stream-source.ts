import { AwsError } from "../../gateway/errors.ts";
import type { FunctionRecord } from "../function-record.ts";
import { rolePrincipal } from "../role-principal.ts";
import type { StreamMapping } from "./mapping.ts";
import type { PollerPorts } from "./poller.ts";
import type { StreamRecord } from "./stream-record.ts";

export interface Shard {
  readonly shardId: string;
  /** One after a split, two after a merge. Their records come first. */
  readonly parentShardIds: readonly string[];
  /** Under which its progress is kept. Not the id alone where another stream may come to have the same shard ids. */
  readonly checkpointKey: string;
}

export interface RecordPage {
  readonly records: readonly StreamRecord[];
  /** `undefined` at the end of a closed shard. */
  readonly nextIterator: string | undefined;
  /** Nothing more to read at this moment, for sure. */
  readonly caughtUp: boolean;
}

/** The stream of a mapping, read with the permissions of its function. */
export interface StreamSource {
  /** Also settles where a new mapping begins. */
  shards(): Promise<readonly Shard[]>;
  /**
   * An iterator behind the sequence number; where the mapping begins when there is none, and at the oldest record when
   * that is trimmed.
   */
  iteratorAfter(shardId: string, sequenceNumber: string | undefined): Promise<string>;
  read(shardId: string, iterator: string, limit: number): Promise<RecordPage>;
  /** Where `SourceWrites` tells of new records of a shard. */
  writesTo(shardId: string): string;
}

/** Makes the calls of a source: to its service, as the role of the mapping's function. */
export interface SourceCalls {
  call<Output>(operation: string, input: object): Promise<Output>;
  /** @throws {Error} when it is gone */
  functionRecord(): FunctionRecord;
}

export const sourceCalls = (
  service: "dynamodb" | "kinesis",
  mapping: StreamMapping,
  ports: PollerPorts,
  signal: AbortSignal,
): SourceCalls => {
  const functionRecord = (): FunctionRecord => {
    const record = ports.functions.get(mapping.FunctionName);
    if (!record) throw new Error(`Function not found: ${ports.functions.arnOf(mapping.FunctionName)}`);
    return record;
  };
  return {
    functionRecord,
    call: async (operation, input) =>
      ports.dispatcher.call(service, operation, input, rolePrincipal(functionRecord().configuration), signal),
  };
};

/** Whether a call failed with an error of AWS of this name. */
export const failedWith = (error: unknown, name: string): boolean =>
  error instanceof AwsError && error.code.endsWith(name);
