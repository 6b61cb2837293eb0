import path from "node:path";
import type { Engine } from "../../gateway/engine.ts";
import { openDatabase } from "../../state/database.ts";
import type { Action } from "./action.ts";
import { addTagsToStream } from "./actions/add-tags-to-stream.ts";
import { createStream } from "./actions/create-stream.ts";
import { decreaseStreamRetentionPeriod } from "./actions/decrease-stream-retention-period.ts";
import { deleteStream } from "./actions/delete-stream.ts";
import { describeStream } from "./actions/describe-stream.ts";
import { describeStreamSummary } from "./actions/describe-stream-summary.ts";
import { getRecords } from "./actions/get-records.ts";
import { getShardIterator } from "./actions/get-shard-iterator.ts";
import { increaseStreamRetentionPeriod } from "./actions/increase-stream-retention-period.ts";
import { listShards } from "./actions/list-shards.ts";
import { listStreams } from "./actions/list-streams.ts";
import { listTagsForResource } from "./actions/list-tags-for-resource.ts";
import { listTagsForStream } from "./actions/list-tags-for-stream.ts";
import { mergeShards } from "./actions/merge-shards.ts";
import { putRecord } from "./actions/put-record.ts";
import { putRecords } from "./actions/put-records.ts";
import { removeTagsFromStream } from "./actions/remove-tags-from-stream.ts";
import { splitShard } from "./actions/split-shard.ts";
import { startStreamEncryption } from "./actions/start-stream-encryption.ts";
import { stopStreamEncryption } from "./actions/stop-stream-encryption.ts";
import { tagResource } from "./actions/tag-resource.ts";
import { untagResource } from "./actions/untag-resource.ts";
import { updateMaxRecordSize } from "./actions/update-max-record-size.ts";
import { updateShardCount } from "./actions/update-shard-count.ts";
import { updateStreamMode } from "./actions/update-stream-mode.ts";
import type { KinesisContext } from "./context.ts";
import { openRecordStore } from "./records/record-store.ts";
import { createThroughput } from "./records/throughput.ts";
import { startTrimmer } from "./records/trimmer.ts";
import { schema } from "./schema.ts";
import { shardIdOf } from "./shards/shard.ts";
import { streamArn } from "./streams/stream-name.ts";
import { openStreamStore } from "./streams/stream-store.ts";

export interface KinesisOptions {
  /** Folder of `kinesis.db`. */
  readonly stateDir: string;
  readonly region: string;
  readonly accountId: string;
  /** Told of every write to a shard, and of its end, as `<stream ARN>/<shard id>`, so that followers look at once. */
  readonly sourceWrites?: { written(streamAndShard: string): void };
  /** Epoch milliseconds; tests set their own. */
  readonly clock?: () => number;
  /** How long a stream is CREATING, UPDATING or DELETING; 100 ms unless told. */
  readonly stateChangeMs?: number;
}

const actions: Readonly<Record<string, Action>> = {
  AddTagsToStream: addTagsToStream,
  CreateStream: createStream,
  DecreaseStreamRetentionPeriod: decreaseStreamRetentionPeriod,
  DeleteStream: deleteStream,
  DescribeStream: describeStream,
  DescribeStreamSummary: describeStreamSummary,
  GetRecords: getRecords,
  GetShardIterator: getShardIterator,
  IncreaseStreamRetentionPeriod: increaseStreamRetentionPeriod,
  ListShards: listShards,
  ListStreams: listStreams,
  ListTagsForResource: listTagsForResource,
  ListTagsForStream: listTagsForStream,
  MergeShards: mergeShards,
  PutRecord: putRecord,
  PutRecords: putRecords,
  RemoveTagsFromStream: removeTagsFromStream,
  SplitShard: splitShard,
  StartStreamEncryption: startStreamEncryption,
  StopStreamEncryption: stopStreamEncryption,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateMaxRecordSize: updateMaxRecordSize,
  UpdateShardCount: updateShardCount,
  UpdateStreamMode: updateStreamMode,
};

/**
 * Kinesis Data Streams on SQLite. What a call has answered survives the process being killed.
 *
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/Welcome.html
 */
export const createKinesisEngine = (options: KinesisOptions): Engine => {
  const { region, accountId, clock = Date.now, stateChangeMs = 100 } = options;
  const database = openDatabase(path.join(options.stateDir, "kinesis.db"), schema);
  const streams = openStreamStore(database, (name) => streamArn({ region, accountId }, name), clock);
  const records = openRecordStore(database, clock);
  const trimmer = startTrimmer({ streams, records, clock });
  const context: KinesisContext = {
    region,
    accountId,
    clock,
    stateChangeMs,
    streams,
    records,
    throughput: createThroughput(clock),
    written: (stream, shards) => {
      for (const { index } of shards) options.sourceWrites?.written(`${stream.arn}/${shardIdOf(index)}`);
    },
  };

  return {
    service: "kinesis",
    protocol: "json-1.1",
    targets: ["Kinesis_20131202"],
    operations: Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, action(context)])),
    close: async () => {
      trimmer.stop();
      database.close();
    },
  };
};
