/**
 * Gives messages that were received once more, as a standard queue may. The copies are answered here, beside the
 * queue: they come even when the first receiver has deleted its message by then, and they cost it no receive, so a
 * duplicate never sends a good message to the dead-letter queue.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-at-least-once-delivery.html
 */
import type { ActiveFault } from "./fault-store.ts";
import type { Target } from "./target.ts";

interface Copy {
  readonly message: unknown;
  readonly from: ActiveFault;
}

export interface Receive {
  readonly target: Target;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface Redelivery {
  /** @returns the answer with the copies that wait, in place of a receive; `undefined` when there are none */
  next(receive: Receive, note: (faultId: string) => void): object | undefined;
  /** Keeps copies of what was received, as the faults (of the kind `duplicate`) have it; each message is a match. */
  keep(receive: Receive, answer: object, faults: readonly ActiveFault[]): void;
}

/** A copy shows the attributes that its first receiver asked for, so it goes to one that asks for the same. */
const placeOf = ({ target, input }: Receive): string =>
  JSON.stringify([
    target.resources,
    input.AttributeNames,
    input.MessageSystemAttributeNames,
    input.MessageAttributeNames,
  ]);

const messagesOf = (answer: object): readonly unknown[] =>
  "Messages" in answer && Array.isArray(answer.Messages) ? answer.Messages : [];

export const createRedelivery = (): Redelivery => {
  const waiting = new Map<string, readonly Copy[]>();

  const waitingAt = (place: string): readonly Copy[] =>
    (waiting.get(place) ?? []).filter(({ from }) => !from.removed.aborted);

  return {
    next: (receive, note) => {
      const place = placeOf(receive);
      const copies = waitingAt(place);
      const limit = Number(receive.input.MaxNumberOfMessages ?? 1);
      waiting.set(place, copies.slice(limit));
      if (copies.length <= limit) waiting.delete(place);
      if (copies.length === 0) return undefined;
      const given = copies.slice(0, limit);
      for (const { from } of given) note(from.fault.id);
      return { Messages: given.map(({ message }) => message) };
    },

    keep: (receive, answer, faults) => {
      const place = placeOf(receive);
      const copies = messagesOf(answer).flatMap((message) =>
        faults.filter(({ turns }) => turns.next() !== undefined).map((from): Copy => ({ message, from })),
      );
      if (copies.length > 0) waiting.set(place, [...waitingAt(place), ...copies]);
    },
  };
};
