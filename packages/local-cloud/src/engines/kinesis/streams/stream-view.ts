import { isOpen } from "../shards/shard.ts";
import { type Stream, statusOf } from "./stream.ts";

export const encryptionView = ({ encryptionKeyId }: Stream) =>
  encryptionKeyId === undefined
    ? { EncryptionType: "NONE" }
    : { EncryptionType: "KMS", KeyId: encryptionKeyId };

/** What all descriptions of a stream say. */
export const streamView = (stream: Stream, now: number) => ({
  StreamName: stream.name,
  StreamARN: stream.arn,
  StreamStatus: statusOf(stream, now),
  StreamModeDetails: { StreamMode: stream.mode },
  StreamCreationTimestamp: Math.floor(stream.createdAt / 1_000),
});

/** What they say of its settings. */
export const settingsView = (stream: Stream) => ({
  RetentionPeriodHours: stream.retentionHours,
  EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
  ...encryptionView(stream),
});

export const openShardCount = ({ shards }: Stream): number => shards.filter(isOpen).length;
