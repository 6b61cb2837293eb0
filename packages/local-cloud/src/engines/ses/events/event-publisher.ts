/** Carries events to SNS: stored first, then published in order, and again after a failure or a restart. */
import type { Dispatcher } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import type { Place } from "../arns.ts";
import type { ConfigurationSet } from "../configuration-sets/configuration-set.ts";
import type { EventOutbox, PendingEvent } from "./event-outbox.ts";
import type { SesEvent } from "./ses-event.ts";
import { sesPrincipal } from "./ses-principal.ts";

export interface EventPublisher {
  /** Stores the events that the set's destinations ask for; they are on disk when this returns. */
  publish(set: ConfigurationSet, events: readonly SesEvent[]): void;
  /** Takes up what a restart interrupted. */
  resume(): void;
  /** Stops after the event under way. */
  close(): Promise<void>;
}

interface Parts extends Place {
  readonly dispatcher: Dispatcher;
  readonly outbox: EventOutbox;
  readonly retryMs?: number;
}

const subject = "Amazon SES Email Event Notification";

/** A topic that is gone, or closed to SES: AWS loses such events, too. */
const isFinal = (error: unknown): boolean =>
  error instanceof AwsError && error.status < 500 && error.status !== 429;

export const createEventPublisher = ({
  dispatcher,
  outbox,
  retryMs = 1_000,
  ...place
}: Parts): EventPublisher => {
  const closing = new AbortController();
  let worker: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const tell = async ({ topicArn, configurationSet, body }: PendingEvent): Promise<void> => {
    const input = { TopicArn: topicArn, Subject: subject, Message: body };
    try {
      await dispatcher.call("sns", "Publish", input, sesPrincipal(place, configurationSet));
    } catch (error) {
      if (!isFinal(error)) throw error;
      console.error(
        `SES lost an event of configuration set ${configurationSet}: ${topicArn} refuses it:`,
        error,
      );
    }
  };

  const work = async (): Promise<void> => {
    for (let event = outbox.next(); event && !closing.signal.aborted; event = outbox.next()) {
      await tell(event);
      outbox.remove(event.id);
    }
    // In one turn with the look into the empty outbox: whoever adds an event after it wakes a new worker.
    worker = undefined;
  };

  const wake = (): void => {
    if (worker || closing.signal.aborted) return;
    clearTimeout(timer);
    // After the present turn of the event loop: the engines that take the events may not be there yet.
    const turn = new Promise((resolve) => setImmediate(resolve));
    worker = turn.then(work).catch((error: unknown) => {
      worker = undefined;
      console.error("SES could not publish an event, and will try again:", error);
      if (!closing.signal.aborted) timer = setTimeout(wake, retryMs);
    });
  };

  return {
    publish: ({ name, eventDestinations }, events) => {
      const pending = events.flatMap(({ type, record }) =>
        eventDestinations
          .filter(({ enabled, types }) => enabled && types.includes(type))
          .map(({ topicArn }) => ({ topicArn, configurationSet: name, body: JSON.stringify(record) })),
      );
      if (pending.length === 0) return;
      outbox.add(pending);
      wake();
    },
    resume: wake,
    close: async () => {
      closing.abort();
      clearTimeout(timer);
      await worker;
    },
  };
};
