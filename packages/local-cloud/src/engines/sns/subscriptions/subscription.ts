import type { FilterPolicyScope } from "../../matching/filter-policy.ts";
import type { Pattern } from "../../matching/pattern.ts";

/** Where the local cloud delivers to. */
export type DeliveryProtocol = "sqs" | "lambda";

export interface Filter {
  readonly scope: FilterPolicyScope;
  readonly pattern: Pattern;
}

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: DeliveryProtocol;
  /** ARN of the queue or function. */
  readonly endpoint: string;
  /** ARN of who subscribed. */
  readonly principal: string;
  /** What was set, as set. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The attributes as deliveries need them. */
  readonly raw: boolean;
  readonly filter: Filter | undefined;
  readonly deadLetterQueueArn: string | undefined;
}
