import { AwsError } from "../../gateway/errors.ts";
import {
  batchEntryIdsNotDistinct,
  emptyBatchRequest,
  invalidBatchEntryId,
  missingParameter,
  tooManyEntriesInBatchRequest,
} from "./errors.ts";

export interface BatchEntry {
  readonly Id?: string;
}

export interface BatchFailure {
  readonly Id: string;
  readonly SenderFault: boolean;
  readonly Code: string;
  readonly Message: string;
}

const maximumEntries = 10;

/**
 * Checks what concerns the batch as a whole.
 *
 * @param entryName how AWS calls the entries in its errors, `SendMessageBatchRequestEntry`
 * @throws `EmptyBatchRequest`, `TooManyEntriesInBatchRequest`, `InvalidBatchEntryId`, `BatchEntryIdsNotDistinct`
 */
export const requireValidBatch = <Entry extends BatchEntry>(
  entries: readonly Entry[] | undefined,
  entryName: string,
): readonly (Entry & { readonly Id: string })[] => {
  if (!entries || entries.length === 0) throw emptyBatchRequest(entryName);
  if (entries.length > maximumEntries) throw tooManyEntriesInBatchRequest(maximumEntries, entries.length);
  const ids = new Set<string>();
  return entries.map((entry, index) => {
    const { Id: id } = entry;
    if (id === undefined) throw missingParameter(`${entryName}.${index + 1}.Id`);
    if (!/^[\w-]{1,80}$/.test(id)) throw invalidBatchEntryId();
    if (ids.has(id)) throw batchEntryIdsNotDistinct(id);
    ids.add(id);
    return { ...entry, Id: id };
  });
};

/** An entry's refusal, as the batch's answer reports it. */
const failureOf = (id: string, error: AwsError): BatchFailure => ({
  Id: id,
  SenderFault: error.fault === "Sender",
  Code: error.queryCode ?? error.code,
  Message: error.message,
});

/** Anything but an AWS error is a fault of ours, and stops the batch. */
const prepared = <Entry, Prepared>(
  prepare: (entry: Entry) => Prepared,
  entry: Entry,
): Prepared | AwsError => {
  try {
    return prepare(entry);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
};

/**
 * Runs the entries of a batch in one go: those that are refused do not keep the others from it.
 *
 * @param prepare checks one entry; may throw an `AwsError`
 * @param work does what was prepared, and answers per entry a result or an error
 * @param successOf what the answer says of an entry besides its id
 */
export const runBatch = <Entry extends { readonly Id: string }, Prepared extends object | string, Result>(
  entries: readonly Entry[],
  prepare: (entry: Entry) => Prepared,
  work: (prepared: readonly Prepared[]) => readonly (Result | AwsError)[],
  successOf: (entry: Entry, result: Result) => object = () => ({}),
): { Successful: readonly object[]; Failed?: readonly BatchFailure[] } => {
  const failed: BatchFailure[] = [];
  const accepted: { entry: Entry; prepared: Prepared }[] = [];
  for (const entry of entries) {
    const one = prepared(prepare, entry);
    if (one instanceof AwsError) failed.push(failureOf(entry.Id, one));
    else accepted.push({ entry, prepared: one });
  }

  const results = accepted.length > 0 ? work(accepted.map((one) => one.prepared)) : [];
  const successful: object[] = [];
  for (const [index, result] of results.entries()) {
    const entry = accepted[index]?.entry;
    if (!entry) continue;
    if (result instanceof AwsError) failed.push(failureOf(entry.Id, result));
    else successful.push({ Id: entry.Id, ...successOf(entry, result) });
  }
  return { Successful: successful, ...(failed.length > 0 && { Failed: failed }) };
};
