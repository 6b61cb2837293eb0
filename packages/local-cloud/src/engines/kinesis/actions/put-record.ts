import { onStream, requireReady } from "../action.ts";
import { dryRunSucceeded, invalidArgument, throughputExceeded } from "../errors.ts";
import { draftOf } from "../records/draft.ts";
import { putDrafts } from "../records/put.ts";
import { placeOf } from "../shards/sequence-number.ts";
import { encryptionView } from "../streams/stream-view.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html */
export const putRecord = onStream("PutRecord", (context, { stream, read, input }) => {
  requireReady(context, stream);
  const draft = draftOf(input, stream.maxRecordKiB);
  // Records of a shard are stored in the order in which they come, so there is nothing to do to keep it.
  const previous = read.optionalText("SequenceNumberForOrdering", { pattern: "0|([1-9]\\d{0,128})" });
  if (previous !== undefined && !placeOf(previous))
    throw invalidArgument(
      `ExclusiveMinimumSequenceNumber ${previous} used in PutRecord on stream ${stream.name} under account ${context.accountId} is invalid.`,
    );
  if (read.optionalBoolean("DryRun")) throw dryRunSucceeded();
  const [outcome] = putDrafts(context, stream, [draft]);
  if (outcome?.kind !== "stored") throw throughputExceeded(outcome?.message ?? "Rate exceeded");
  return {
    ShardId: outcome.shardId,
    SequenceNumber: outcome.sequenceNumber,
    EncryptionType: encryptionView(stream).EncryptionType,
  };
});
