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

/** Where deduplication ids must be unique: the whole queue (`""`) or the message's group. */
export const deduplicationScopeOf = (queue: Queue, groupId: string): string =>
  queue.attributes.DeduplicationScope === "messageGroup" ? groupId : "";
