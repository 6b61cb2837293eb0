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

interface Receive {
  readonly target: Target;
  readonly input: Readonly<Record<string, unknown>>;
  /** Of kind `duplicate`, matching the call. */
  readonly faults: readonly ActiveFault[];
  note(faultId: string): void;
}

export interface Redelivery {
  /** Answers the copies that wait; otherwise receives, and maybe keeps copies. */
  receive(receive: Receive, effect: () => Promise<object>): Promise<object>;
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
  const waiting = new Map<string, Copy[]>();

  const takeWaiting = (place: string, limit: number): Copy[] => {
    const copies = (waiting.get(place) ?? []).filter(({ from }) => !from.removed.aborted);
    const taken = copies.splice(0, limit);
    if (copies.length > 0) waiting.set(place, copies);
    else waiting.delete(place);
    return taken;
  };

  const keep = (place: string, copies: readonly Copy[]): void => {
    if (copies.length > 0) waiting.set(place, [...(waiting.get(place) ?? []), ...copies]);
  };

  return {
    receive: async (receive, effect) => {
      const place = placeOf(receive);
      const copies = takeWaiting(place, Number(receive.input.MaxNumberOfMessages ?? 1));
      for (const { from } of copies) receive.note(from.fault.id);
      if (copies.length > 0) return { Messages: copies.map(({ message }) => message) };

      const answer = await effect();
      const hits = messagesOf(answer).flatMap((message) =>
        receive.faults
          .filter((fault) => fault.turns.next() !== undefined)
          .map((from): Copy => ({ message, from })),
      );
      keep(place, hits);
      return answer;
    },
  };
};
