import type { Shard } from "../shards/shard.ts";

export type StreamMode = "PROVISIONED" | "ON_DEMAND";

/** A state that passes by itself. */
export interface Transition {
  readonly status: "CREATING" | "UPDATING" | "DELETING";
  /** Epoch milliseconds. */
  readonly until: number;
}

/** What is stored of a stream. */
export interface StreamDocument {
  readonly createdAt: number;
  readonly retentionHours: number;
  readonly mode: StreamMode;
  readonly maxRecordKiB: number;
  /** Set when records are encrypted on AWS. Stored, without effect: records lie in the local state folder. */
  readonly encryptionKeyId?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** In the order of their indexes, closed ones included. */
  readonly shards: readonly Shard[];
  readonly transition?: Transition;
}

export interface Stream extends StreamDocument {
  readonly id: number;
  readonly name: string;
  readonly arn: string;
}

export type StreamStatus = Transition["status"] | "ACTIVE";

export const statusOf = ({ transition }: Stream, now: number): StreamStatus =>
  transition && transition.until > now ? transition.status : "ACTIVE";

export const retentionMs = ({ retentionHours }: Stream): number => retentionHours * 3_600_000;

/** Whether anything of a shard may still be read: a closed one leaves with its last records. */
export const isKept = (stream: Stream, { closedAt }: Shard, now: number): boolean =>
  closedAt === undefined || closedAt > now - retentionMs(stream);
