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

/** An entry's refusal, as the batch's answer reports it. Anything but an AWS error is a fault of ours. */
export const failureOf = (id: string, error: unknown): BatchFailure => {
  if (!(error instanceof AwsError)) throw error;
  return {
    Id: id,
    SenderFault: error.fault === "Sender",
    Code: error.queryCode ?? error.code,
    Message: error.message,
  };
};

/** Handles each entry by itself: those that succeed do not suffer from those that fail. */
export const eachEntry = <Entry extends { readonly Id: string }, Success extends object>(
  entries: readonly Entry[],
  handle: (entry: Entry) => Success,
): { Successful: readonly Success[]; Failed?: readonly BatchFailure[] } => {
  const successful: Success[] = [];
  const failed: BatchFailure[] = [];
  for (const entry of entries) {
    try {
      successful.push(handle(entry));
    } catch (error) {
      failed.push(failureOf(entry.Id, error));
    }
  }
  return { Successful: successful, ...(failed.length > 0 && { Failed: failed }) };
};
