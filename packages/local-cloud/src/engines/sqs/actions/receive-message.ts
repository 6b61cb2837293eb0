import { onQueue } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { invalidParameterValue, overLimit } from "../errors.ts";
import { messageViewOf, requireKnownSystemAttributes } from "../messages/message-view.ts";
import { numberOf, type Queue } from "../queues/queue.ts";

interface Input {
  readonly QueueUrl?: string;
  readonly MaxNumberOfMessages?: number;
  readonly VisibilityTimeout?: number;
  readonly WaitTimeSeconds?: number;
  /** The older name of `MessageSystemAttributeNames`. */
  readonly AttributeNames?: readonly string[];
  readonly MessageSystemAttributeNames?: readonly string[];
  readonly MessageAttributeNames?: readonly string[];
  readonly ReceiveRequestAttemptId?: string;
}

const maximumInFlight = 120_000;

const within = (
  value: number | undefined,
  fallback: number,
  [name, minimum, maximum]: readonly [string, number, number],
): number => {
  if (value === undefined) return fallback;
  if (value >= minimum && value <= maximum) return value;
  throw invalidParameterValue(
    value,
    name,
    minimum === 1
      ? `Must be between ${minimum} and ${maximum}, if provided.`
      : `Must be >= ${minimum} and <= ${maximum}, if provided.`,
  );
};

const requireAttemptId = (queue: Queue, id: string | undefined): void => {
  if (id === undefined) return;
  if (!queue.fifo)
    throw invalidParameterValue(
      id,
      "ReceiveRequestAttemptId",
      "The request include parameter that is not valid for this queue type.",
    );
  if (!/^[\x21-\x7e]{1,128}$/.test(id))
    throw invalidParameterValue(
      id,
      "ReceiveRequestAttemptId",
      "ReceiveRequestAttemptId can only include alphanumeric and punctuation characters. 1 to 128 in length.",
    );
};

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export const receiveMessage = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:ReceiveMessage", async (queue, input, call) => {
    const maximum = within(input.MaxNumberOfMessages, 1, ["MaxNumberOfMessages", 1, 10]);
    const visibilitySeconds = within(input.VisibilityTimeout, numberOf(queue, "VisibilityTimeout"), [
      "VisibilityTimeout",
      0,
      43_200,
    ]);
    const waitSeconds = within(input.WaitTimeSeconds, numberOf(queue, "ReceiveMessageWaitTimeSeconds"), [
      "WaitTimeSeconds",
      0,
      20,
    ]);
    const systemNames = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
    requireKnownSystemAttributes(systemNames);
    requireAttemptId(queue, input.ReceiveRequestAttemptId);

    const { messages, arrivals, queues, clock } = context;
    // Long polls of a full queue wait quietly, https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
    if (!queue.fifo && waitSeconds === 0 && messages.hasInFlight(queue, clock(), maximumInFlight))
      throw overLimit("Too many messages in flight.");

    const signal = AbortSignal.any([call.hangUp.signal, context.closing]);
    const deadline = clock() + waitSeconds * 1000;
    const options = { maximum, visibilitySeconds, attemptId: input.ReceiveRequestAttemptId };
    for (;;) {
      if (signal.aborted) return {};
      // The queue may have been changed or deleted during the wait.
      const current = queues.require(queue.name);
      const now = clock();
      const received = messages.receive(current, options, now);
      if (received.length > 0) {
        const names = { system: systemNames, user: input.MessageAttributeNames ?? [] };
        return { Messages: received.map((message) => messageViewOf(message, current, names)) };
      }
      if (now >= deadline) return {};
      const next = messages.nextVisibleAt(current, now) ?? deadline;
      await arrivals.next(current.id, Math.min(next, deadline), signal);
    }
  });
