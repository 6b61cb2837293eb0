/** One `PublishBatch` call and its limits: https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html */
import { PublishBatchCommand, type PublishBatchRequestEntry, type SNSClient } from "@aws-sdk/client-sns";
import type { CloudEvent } from "@skein/contracts/event";

/** An event that the topic did not take. */
export interface PublishFailure {
  readonly event: CloudEvent;
  /** Code and message of SNS. */
  readonly reason: string;
}

interface Message {
  readonly event: CloudEvent;
  readonly text: string;
  readonly bytes: number;
}

const maximumEntries = 10;
// The limit of 256 KiB is for the whole batch, attributes included.
const maximumBytes = 256 * 1024;

const messageOf = (event: CloudEvent): Message => {
  const text = JSON.stringify(event);
  const attributes = JSON.stringify(attributesOf(event));
  return { event, text, bytes: Buffer.byteLength(text) + Buffer.byteLength(attributes) };
};

const attributesOf = ({ type, source }: CloudEvent) => ({
  type: { DataType: "String", StringValue: type },
  source: { DataType: "String", StringValue: source },
});

/** Cuts events into batches that one call may carry; an event that is too large goes alone, and is refused. */
export const batchesOf = (events: readonly CloudEvent[]): readonly (readonly Message[])[] => {
  const batches: Message[][] = [];
  let current: Message[] = [];
  let bytes = 0;
  for (const message of events.map(messageOf)) {
    if (current.length === maximumEntries || bytes + message.bytes > maximumBytes) {
      current = [];
      bytes = 0;
    }
    if (current.length === 0) batches.push(current);
    current.push(message);
    bytes += message.bytes;
  }
  return batches;
};

/** @returns the events that the topic did not take; a call that fails as a whole fails all of its events */
export const publishBatch = async (
  batch: readonly Message[],
  topicArn: string,
  client: SNSClient,
): Promise<readonly PublishFailure[]> => {
  const entries: PublishBatchRequestEntry[] = batch.map(({ event, text }, index) => ({
    Id: String(index),
    Message: text,
    MessageAttributes: attributesOf(event),
  }));
  try {
    const { Failed = [] } = await client.send(
      new PublishBatchCommand({ TopicArn: topicArn, PublishBatchRequestEntries: entries }),
    );
    return Failed.flatMap(({ Id, Code, Message }) => {
      const event = batch[Number(Id)]?.event;
      return event ? [{ event, reason: `${Code}: ${Message}` }] : [];
    });
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return batch.map(({ event }) => ({ event, reason }));
  }
};
