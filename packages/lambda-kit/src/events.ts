/** Events on their way to the service's topic. */
import type { SNSClient } from "@aws-sdk/client-sns";
import type { CloudEvent, EventContract } from "@skein/contracts/event";
import { uuidv7 } from "@skein/contracts/ids";
import type * as z from "zod/mini";
import { sns } from "./clients.ts";
import { batchesOf, type PublishFailure, publishBatch } from "./publish-batch.ts";
import { setting } from "./settings.ts";

/** What a service says; the kit adds id, time and trace. */
export interface EventDraft {
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly data: unknown;
}

/**
 * Drafts an event. Fields of `data` that the contract does not name are left out.
 *
 * @throws {z.core.$ZodError} when `data` breaks the contract
 * @example draftEvent(todoCreated, todo.id, { todoId: todo.id, userId, title: todo.title, createdAt })
 */
export const draftEvent = <C extends EventContract>(
  contract: C,
  subject: string,
  data: z.input<C["data"]>,
): EventDraft => ({ type: contract.type, source: contract.source, subject, data: contract.data.parse(data) });

/** Makes a draft an event. The same draft with the same id is the same event to a consumer. */
export const sealEvent = (
  draft: EventDraft,
  {
    id = uuidv7(),
    time = new Date(),
    traceparent,
  }: { id?: string; time?: Date; traceparent?: string | undefined },
): CloudEvent => ({
  specversion: "1.0",
  id,
  source: draft.source,
  type: draft.type,
  subject: draft.subject,
  time: time.toISOString(),
  datacontenttype: "application/json",
  ...(traceparent !== undefined && { traceparent }),
  data: draft.data,
});

export interface Publisher {
  /** From `EVENTS_TOPIC_ARN` unless given. */
  readonly topicArn?: string;
  readonly client?: SNSClient;
}

/** Thrown when a topic did not take all of the events. */
export class PublishFailed extends Error {
  readonly failures: readonly PublishFailure[];
  constructor(failures: readonly PublishFailure[]) {
    super(`${failures.length} events were not published: ${failures[0]?.reason}`);
    this.name = "PublishFailed";
    this.failures = failures;
  }
}

/**
 * Publishes events, in batches. Each carries its `type` and `source` as message attributes too, which
 * subscriptions filter on.
 *
 * @returns the events that were not taken; the others are published
 */
export const publishEvents = async (
  events: readonly CloudEvent[],
  { topicArn = setting("EVENTS_TOPIC_ARN"), client = sns() }: Publisher = {},
): Promise<readonly PublishFailure[]> => {
  const failures: PublishFailure[] = [];
  for (const batch of batchesOf(events)) failures.push(...(await publishBatch(batch, topicArn, client)));
  return failures;
};

/** Publishes one event. @throws {PublishFailed} when the topic does not take it */
export const publishEvent = async (event: CloudEvent, publisher: Publisher = {}): Promise<void> => {
  const failures = await publishEvents([event], publisher);
  if (failures.length > 0) throw new PublishFailed(failures);
};
