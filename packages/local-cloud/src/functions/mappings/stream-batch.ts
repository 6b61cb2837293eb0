import { randomUUID } from "node:crypto";
import { sendTo } from "../destinations.ts";
import type { InvocationResult } from "../invoker.ts";
import { type Backoff, createBackoff } from "./backoff.ts";
import { type BatchVerdict, batchVerdict } from "./batch-response.ts";
import { reportsItemFailures, type StreamMapping } from "./mapping.ts";
import { messageOf, type PollerPorts, type PollerReport } from "./poller.ts";
import { type Discard, failureRecord } from "./stream-failure.ts";
import { type StreamRecord, sequenceNumberOf } from "./stream-record.ts";

type Batch = readonly [StreamRecord, ...StreamRecord[]];

/** A batch or a piece of it, with the retries that it has used. */
interface Piece {
  readonly records: Batch;
  readonly retries: number;
}

/**
 * Gets a batch of stream records done: by the function, or, when the limits of the mapping are reached, by giving them
 * up to the on-failure destination. Order is kept: a piece is finished before the next begins.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 *
 * @param done called as records are done, oldest first
 * @throws when the signal aborts; records not reported as done are then open
 */
export const processStreamBatch = async (
  records: Batch,
  context: {
    shardId: string;
    mapping: StreamMapping;
    ports: PollerPorts;
    report: PollerReport;
    signal: AbortSignal;
    done: (records: readonly StreamRecord[]) => void;
  },
): Promise<void> => {
  const { mapping, ports, report, signal, done } = context;
  const backoff = createBackoff(ports.settings);
  // Pieces in reverse order: the oldest is last.
  const pieces: Piece[] = [{ records, retries: 0 }];

  for (let piece = pieces.pop(); piece; piece = pieces.pop()) {
    signal.throwIfAborted();
    const fresh = await giveUpOld(piece);
    if (!fresh) continue;
    const result = await invoke(fresh.records, backoff);
    if (result === "not started") {
      pieces.push(fresh);
      continue;
    }
    const verdict = verdictOf(result, fresh.records, mapping);
    if (verdict.kind === "success") {
      backoff.reset();
      report.ok();
      done(fresh.records);
      continue;
    }
    report.problem(verdict.kind === "failure" ? verdict.reason : "Function reported failed items");
    await afterFailure(fresh, verdict, result);
  }

  async function afterFailure(piece: Piece, verdict: BatchVerdict, result: InvocationResult): Promise<void> {
    const failedAt = verdict.kind === "partial" ? indexOf(piece.records, verdict.failed[0]) : 0;
    done(piece.records.slice(0, failedAt));
    const left = nonEmpty(piece.records.slice(failedAt));
    if (!left) return;
    if (mapping.BisectBatchOnFunctionError && (failedAt > 0 || left.length > 1)) {
      // Splitting uses no retry. A partial failure splits at its first failed record, all others in the middle.
      const halves = failedAt > 0 ? [left] : halvesOf(left);
      pieces.push(...halves.toReversed().map((half) => ({ records: half, retries: piece.retries })));
      return;
    }
    if (mapping.MaximumRetryAttempts >= 0 && piece.retries >= mapping.MaximumRetryAttempts) {
      await discard("RetryAttemptsExhausted", left, piece.retries + 1, result);
      return;
    }
    pieces.push({ records: left, retries: piece.retries + 1 });
    await backoff.pause(signal);
  }

  /** The piece without the records that are too old to be sent, or to be sent again. */
  async function giveUpOld(piece: Piece): Promise<Piece | undefined> {
    if (mapping.MaximumRecordAgeInSeconds < 0) return piece;
    const oldest = Date.now() - mapping.MaximumRecordAgeInSeconds * 1_000;
    const firstFresh = piece.records.findIndex((record) => record.arrivedAt >= oldest);
    const old = nonEmpty(firstFresh < 0 ? piece.records : piece.records.slice(0, firstFresh));
    if (old) await discard("RecordAgeExceeded", old, piece.retries, undefined);
    const left = nonEmpty(firstFresh < 0 ? [] : piece.records.slice(firstFresh));
    return left && { records: left, retries: piece.retries };
  }

  /** The destination is told before the records count as done; while it refuses, the shard waits. */
  async function discard(
    condition: Discard["condition"],
    given: Batch,
    invokeCount: number,
    result: InvocationResult | undefined,
  ): Promise<void> {
    const destination = mapping.DestinationConfig.OnFailure?.Destination;
    for (;;) {
      const record = ports.functions.get(mapping.FunctionName);
      if (!destination || !record) break;
      const body = failureRecord(
        {
          condition,
          records: given,
          shardId: context.shardId,
          invokeCount,
          result,
          requestId: result?.requestId ?? randomUUID(),
          at: new Date(),
        },
        mapping,
        record,
      );
      try {
        await sendTo(ports.dispatcher, destination, record.configuration, body);
        break;
      } catch (error) {
        report.problem(`The on-failure destination refuses: ${messageOf(error)}`);
        await backoff.pause(signal);
      }
    }
    done(given);
  }

  async function invoke(batch: Batch, pauses: Backoff): Promise<InvocationResult | "not started"> {
    const payload = Buffer.from(`{"Records":[${batch.map(({ json }) => json).join(",")}]}`);
    try {
      await ports.hosts.whenReady(mapping.FunctionName, signal);
      return await ports.invoker.invoke({
        requestId: randomUUID(),
        functionName: mapping.FunctionName,
        payload,
      });
    } catch (error) {
      if (signal.aborted) throw error;
      // Throttled, no host, or a host gone in the middle: tried until the records are too old, without using a retry.
      report.problem(messageOf(error));
      await pauses.pause(signal);
      return "not started";
    }
  }
};

const verdictOf = (result: InvocationResult, records: Batch, mapping: StreamMapping): BatchVerdict => {
  if (result.functionError) return { kind: "failure", reason: "Function call failed" };
  if (!reportsItemFailures(mapping)) return { kind: "success" };
  return batchVerdict(result.payload.toString("utf8"), records.map(sequenceNumberOf));
};

const indexOf = (records: Batch, sequenceNumber: string | undefined): number =>
  Math.max(
    records.findIndex((record) => sequenceNumberOf(record) === sequenceNumber),
    0,
  );

const nonEmpty = (records: readonly StreamRecord[]): Batch | undefined => {
  const [first, ...rest] = records;
  return first && [first, ...rest];
};

const halvesOf = (records: Batch): Batch[] => {
  const middle = Math.ceil(records.length / 2);
  return [nonEmpty(records.slice(0, middle)), nonEmpty(records.slice(middle))].filter(
    (half) => half !== undefined,
  );
};
