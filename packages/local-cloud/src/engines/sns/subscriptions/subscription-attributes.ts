import {
  compileFilterPolicy,
  type FilterPolicyScope,
  FilterPolicyScopeError,
} from "../../matching/filter-policy.ts";
import { PatternError } from "../../matching/pattern-error.ts";
import { invalidParameter, notProvidedLocally } from "../errors.ts";
import type { Filter, Subscription } from "./subscription.ts";

export type SubscriptionAttributes = Readonly<Record<string, string>>;

const names = new Set([
  "DeliveryPolicy",
  "FilterPolicy",
  "FilterPolicyScope",
  "RawMessageDelivery",
  "RedrivePolicy",
  "SubscriptionRoleArn",
]);

const parseJson = (name: string, value: string, prefix: string): unknown => {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw invalidParameter(`${prefix}${name}: failed to parse JSON. Unexpected token`);
  }
};

export const scopeOf = (attributes: SubscriptionAttributes): FilterPolicyScope =>
  attributes.FilterPolicyScope === "MessageBody" ? "MessageBody" : "MessageAttributes";

/** The filter in force; none without a policy. */
export const filterOf = (attributes: SubscriptionAttributes): Filter | undefined => {
  if (!attributes.FilterPolicy) return undefined;
  const scope = scopeOf(attributes);
  return { scope, pattern: compileFilterPolicy(attributes.FilterPolicy, scope) };
};

/** ARN of the queue that takes what cannot be delivered. */
export const deadLetterQueueOf = ({ RedrivePolicy }: SubscriptionAttributes): string | undefined => {
  if (!RedrivePolicy) return undefined;
  const { deadLetterTargetArn } = JSON.parse(RedrivePolicy) as { deadLetterTargetArn?: unknown };
  return typeof deadLetterTargetArn === "string" ? deadLetterTargetArn : undefined;
};

const requireFilter = (attributes: SubscriptionAttributes, prefix: string): void => {
  try {
    filterOf(attributes);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const place = error instanceof FilterPolicyScopeError ? prefix : `${prefix}FilterPolicy: `;
    throw invalidParameter(`${place}${error.message}`);
  }
};

const checks: Readonly<Record<string, (value: string, prefix: string) => void>> = {
  RawMessageDelivery: (value, prefix) => {
    if (!/^(true|false)$/i.test(value))
      throw invalidParameter(`${prefix}RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
  },
  FilterPolicyScope: (value, prefix) => {
    if (value !== "MessageAttributes" && value !== "MessageBody")
      throw invalidParameter(
        `${prefix}FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`,
      );
  },
  RedrivePolicy: (value, prefix) => {
    if (value === "") return;
    const policy = parseJson("RedrivePolicy", value, prefix) as { deadLetterTargetArn?: unknown } | null;
    const target = policy?.deadLetterTargetArn;
    if (typeof target !== "string" || !/^arn:[\w-]+:sqs:[\w-]+:\d{12}:[\w.-]+$/.test(target))
      throw invalidParameter(`${prefix}RedrivePolicy: deadLetterTargetArn is an invalid arn`);
  },
  DeliveryPolicy: (value, prefix) => {
    if (value !== "") parseJson("DeliveryPolicy", value, prefix);
  },
};

/**
 * The attributes after a change.
 *
 * @param prefix how AWS names the place of the error: `Attributes Reason: ` in `Subscribe`
 * @throws `InvalidParameter`
 * @see https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html
 */
export const applyAttributes = (
  current: SubscriptionAttributes,
  changes: SubscriptionAttributes,
  prefix: string,
): SubscriptionAttributes => {
  const next: Record<string, string> = { ...current };
  for (const [name, value] of Object.entries(changes)) {
    if (name === "ReplayPolicy")
      throw notProvidedLocally("replays of archived messages (ReplayPolicy)", "Leave the attribute out.");
    if (!names.has(name))
      throw invalidParameter(prefix === "" ? "AttributeName" : `${prefix}Unknown attribute ${name}`);
    checks[name]?.(value, prefix);
    if (value === "") delete next[name];
    else next[name] = name === "RawMessageDelivery" ? value.toLowerCase() : value;
  }
  requireFilter(next, prefix);
  return next;
};

/**
 * What a FIFO queue does not get may only go to another one.
 *
 * @throws `InvalidParameter`
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
 */
export const requireFittingDeadLetterQueue = (
  endpoint: string,
  attributes: SubscriptionAttributes,
  prefix: string,
): void => {
  const queueArn = deadLetterQueueOf(attributes);
  if (queueArn !== undefined && endpoint.endsWith(".fifo") && !queueArn.endsWith(".fifo"))
    throw invalidParameter(
      `${prefix}RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.`,
    );
};

/** The attributes as `GetSubscriptionAttributes` shows them. */
export const attributesOf = (subscription: Subscription, owner: string): Record<string, string> => {
  const { FilterPolicyScope: scope = "MessageAttributes", ...others } = subscription.attributes;
  return {
    SubscriptionArn: subscription.arn,
    TopicArn: subscription.topicArn,
    Protocol: subscription.protocol,
    Endpoint: subscription.endpoint,
    Owner: owner,
    SubscriptionPrincipal: subscription.principal,
    ConfirmationWasAuthenticated: "true",
    PendingConfirmation: "false",
    RawMessageDelivery: "false",
    ...others,
    // Without a policy the scope has no meaning, and AWS does not show it.
    ...(others.FilterPolicy !== undefined && { FilterPolicyScope: scope }),
  };
};
