import { type Input, onStream, requireReady } from "../action.ts";
import { constraintViolation, dryRunSucceeded, invalidArgument, wrongType } from "../errors.ts";
import { draftOf } from "../records/draft.ts";
import { putDrafts } from "../records/put.ts";
import { encryptionView } from "../streams/stream-view.ts";

const mostRecords = 500;
const mostBytes = 10 * 1_048_576;

const entriesOf = ({ Records: entries }: Input): readonly object[] => {
  if (entries === undefined || entries === null)
    throw constraintViolation("null", "records", "Member must not be null");
  if (!Array.isArray(entries)) throw wrongType("Records must be a list");
  const shown = `'[${entries.length} records]'`;
  if (entries.length < 1)
    throw constraintViolation(shown, "records", "Member must have length greater than or equal to 1");
  if (entries.length > mostRecords)
    throw constraintViolation(
      shown,
      "records",
      `Member must have length less than or equal to ${mostRecords}`,
    );
  return entries.map((entry: unknown) => {
    if (typeof entry !== "object" || entry === null) throw wrongType("Records must hold structures");
    return entry;
  });
};

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html */
export const putRecords = onStream("PutRecords", (context, { stream, read, input }) => {
  requireReady(context, stream);
  const drafts = entriesOf(input).map((entry, index) =>
    draftOf(entry, stream.maxRecordKiB, `records.${index + 1}.member.`),
  );
  if (drafts.reduce((sum, { bytes }) => sum + bytes, 0) > mostBytes)
    throw invalidArgument(`Records size exceeds ${mostBytes / 1_048_576} MB limit`);
  if (read.optionalBoolean("DryRun")) throw dryRunSucceeded();
  const outcomes = putDrafts(context, stream, drafts);
  return {
    FailedRecordCount: outcomes.filter(({ kind }) => kind === "throttled").length,
    Records: outcomes.map((outcome) =>
      outcome.kind === "stored"
        ? { ShardId: outcome.shardId, SequenceNumber: outcome.sequenceNumber }
        : { ErrorCode: "ProvisionedThroughputExceededException", ErrorMessage: outcome.message },
    ),
    EncryptionType: encryptionView(stream).EncryptionType,
  };
});
