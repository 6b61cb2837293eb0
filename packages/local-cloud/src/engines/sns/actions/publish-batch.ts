import { onTopic } from "../access.ts";
import type { SnsContext } from "../context.ts";
import {
  batchEntryIdsNotDistinct,
  batchRequestTooLong,
  emptyBatchRequest,
  invalidBatchEntryId,
  tooManyEntriesInBatchRequest,
  validationError,
} from "../errors.ts";
import { listOf } from "../input.ts";
import { draftOf, type MessageInput, maximumBytes, sizeOf } from "../publishing/message-draft.ts";
import { receiptOf } from "./publish.ts";

interface Entry extends MessageInput {
  readonly Id?: string;
}

interface Input {
  readonly TopicArn?: string;
  readonly PublishBatchRequestEntries?: readonly Entry[] | string;
}

const maximumEntries = 10;

const requireValidBatch = (entries: readonly Entry[]): readonly (Entry & { readonly Id: string })[] => {
  if (entries.length === 0) throw emptyBatchRequest();
  if (entries.length > maximumEntries) throw tooManyEntriesInBatchRequest();
  const ids = new Set<string>();
  return entries.map((entry, index) => {
    const { Id: id } = entry;
    if (id === undefined) throw validationError(`publishBatchRequestEntries.${index + 1}.member.id`);
    if (id.length > 80) throw invalidBatchEntryId(`is too long: ${id}`);
    if (!/^[\w-]+$/.test(id)) throw invalidBatchEntryId(`contains an impermissible character: ${id}`);
    if (ids.has(id)) throw batchEntryIdsNotDistinct();
    ids.add(id);
    return { ...entry, Id: id };
  });
};

/**
 * AWS checks all entries before it publishes any, and refuses the batch for the first that is not valid.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
 */
export const publishBatch = (context: SnsContext) =>
  onTopic<Input>(context, "sns:Publish", (topic, input) => {
    const entries = requireValidBatch(listOf(input.PublishBatchRequestEntries));
    if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > maximumBytes) throw batchRequestTooLong();

    const drafts = entries.map((entry) => draftOf(topic, entry));
    const published = context.publisher.publish(topic, drafts, context.clock());
    const successful = entries.flatMap(({ Id }, index) => {
      const receipt = published[index];
      return receipt ? [{ Id, ...receiptOf(receipt) }] : [];
    });
    return { Successful: successful, Failed: [] };
  });
