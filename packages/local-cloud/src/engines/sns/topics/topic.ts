import type { PolicyDocument } from "../../../iam/policy.ts";

export type Tags = Readonly<Record<string, string>>;

export interface Topic {
  readonly arn: string;
  readonly name: string;
  readonly fifo: boolean;
  /** What was set; defaults are added where attributes are shown. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The policy among the attributes, parsed once; absent while the topic has the default. */
  readonly policy: PolicyDocument | undefined;
  readonly tags: Tags;
}

/** Where deduplication ids must be unique: the whole topic (`""`) or the message's group. */
export const deduplicationScopeOf = (topic: Topic, groupId: string): string =>
  topic.attributes.FifoThroughputScope === "MessageGroup" ? groupId : "";
