/** What a consumer gets beside its event. */
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { CloudEvent } from "@skein/contracts/event";
import { type EventDraft, sealEvent } from "../events.ts";
import type { RecordLogger } from "./record-logger.ts";

export interface ConsumerContext {
  /** Our span in the event's trace. Store it on what you write, and the events about it carry the trace on. */
  readonly traceparent: string;
  /** With the event's id and trace on every line. */
  readonly logger: RecordLogger;
  /** Aborted shortly before the function's time is up: the record is then reported, and comes again. */
  readonly signal: AbortSignal;
  /**
   * Makes a draft an event that follows from this one, in the same trace. Its id follows from this event's, so that
   * a second attempt says the same event again, and not another one.
   *
   * @example await publishEvent(seal(draftEvent(photoProcessed, photo.id, { ... })));
   */
  readonly seal: (draft: EventDraft) => CloudEvent;
  /**
   * The mark that the event is consumed, to be put into the transaction that writes the effect: then both happen, or
   * neither, also when the function dies in between. An effect that is the same however often it comes (a deletion,
   * an item whose key is the event's id) does without.
   *
   * @example TransactItems: [{ Update: addOneToTheCount }, completion()]
   */
  readonly completion: () => TransactWriteItem;
}

/** @param causeId id of the event or record that is consumed */
export const sealing = (causeId: string, traceparent: string): ConsumerContext["seal"] => {
  const counts = new Map<string, number>();
  return (draft) => {
    const earlier = counts.get(draft.type) ?? 0;
    counts.set(draft.type, earlier + 1);
    const id = [causeId, draft.type, ...(earlier > 0 ? [earlier] : [])].join("/");
    return sealEvent(draft, { id, traceparent });
  };
};
