import type { PolicyDocument } from "../../../iam/policy.ts";
import type { RedrivePolicy } from "./redrive-policy.ts";

/** A queue as stored, with what each call needs of its attributes already read. */
export interface Queue {
  readonly id: number;
  readonly name: string;
  readonly arn: string;
  readonly fifo: boolean;
  /** Settable attributes, as `GetQueueAttributes` shows them. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly purgedAt: number | undefined;
  /** The policies among the attributes, parsed once. */
  readonly redrive: RedrivePolicy | undefined;
  readonly policy: PolicyDocument | undefined;
  /** Counts until a change of the scope has gone round; forgotten by a restart. */
  readonly formerScope?: FormerScope | undefined;
}

/** The scope of deduplication before its last change. */
interface FormerScope {
  readonly scope: string | undefined;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** A numeric attribute; every queue has all of them. */
export const numberOf = (
  queue: Queue,
  name:
    | "DelaySeconds"
    | "MaximumMessageSize"
    | "MessageRetentionPeriod"
    | "ReceiveMessageWaitTimeSeconds"
    | "VisibilityTimeout",
): number => Number(queue.attributes[name]);

const scopeAt = ({ attributes, formerScope }: Queue, now: number): string | undefined =>
  formerScope && now < formerScope.until ? formerScope.scope : attributes.DeduplicationScope;

/** Where deduplication ids must be unique: the whole queue (`""`) or the message's group. */
export const deduplicationScopeOf = (queue: Queue, groupId: string, now: number): string =>
  scopeAt(queue, now) === "messageGroup" ? groupId : "";

const changeMilliseconds = 60_000;

/**
 * Changed attributes take up to a minute to go round on AWS. Where deduplication is concerned that shows: a queue
 * goes on telling ids apart as before.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export const formerScopeOf = (
  queue: Queue,
  attributes: Queue["attributes"],
  now: number,
): FormerScope | undefined =>
  attributes.DeduplicationScope === queue.attributes.DeduplicationScope
    ? queue.formerScope
    : { scope: scopeAt(queue, now), until: now + changeMilliseconds };
