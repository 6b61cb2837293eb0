import { PolicyError } from "../../../iam/policy-error.ts";
import { parsePolicy } from "../../../iam/policy-syntax.ts";
import { invalidAttributeName, invalidAttributeValue, unknownAttribute } from "../errors.ts";
import { parseRedriveAllowPolicy, parseRedrivePolicy } from "./redrive-policy.ts";

/**
 * What `CreateQueue` and `SetQueueAttributes` accept.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
interface Rule {
  readonly valid: (value: string) => boolean;
  /** For FIFO queues only; true when AWS words the refusal on a standard queue as an unknown attribute. */
  readonly fifo?: "unknown" | "explained";
  /** An empty value removes the attribute. */
  readonly removable?: boolean;
}

const between =
  (minimum: number, maximum: number) =>
  (value: string): boolean =>
    /^\d{1,10}$/.test(value) && Number(value) >= minimum && Number(value) <= maximum;

const oneOf =
  (...values: readonly string[]) =>
  (value: string): boolean =>
    values.includes(value);

const requirePolicy = (value: string): void => {
  try {
    parsePolicy(value, "resource");
  } catch (error) {
    if (error instanceof PolicyError) throw invalidAttributeValue("Policy", error.message);
    throw error;
  }
};

/** The parsers throw their own, more telling error. */
const parsedBy =
  (parse: (value: string) => unknown) =>
  (value: string): boolean => {
    parse(value);
    return true;
  };

const flag = oneOf("true", "false");

export const mebibyte = 1_048_576;

const rules: Readonly<Record<string, Rule>> = {
  ContentBasedDeduplication: { valid: flag, fifo: "unknown" },
  DeduplicationScope: { valid: oneOf("queue", "messageGroup"), fifo: "explained" },
  DelaySeconds: { valid: between(0, 900) },
  FifoQueue: { valid: flag, fifo: "unknown" },
  FifoThroughputLimit: { valid: oneOf("perQueue", "perMessageGroupId"), fifo: "explained" },
  KmsDataKeyReusePeriodSeconds: { valid: between(60, 86_400) },
  KmsMasterKeyId: { valid: (value) => value.length <= 2048, removable: true },
  MaximumMessageSize: { valid: between(1024, mebibyte) },
  MessageRetentionPeriod: { valid: between(60, 1_209_600) },
  Policy: { valid: parsedBy(requirePolicy), removable: true },
  ReceiveMessageWaitTimeSeconds: { valid: between(0, 20) },
  RedriveAllowPolicy: { valid: parsedBy(parseRedriveAllowPolicy), removable: true },
  RedrivePolicy: { valid: parsedBy(parseRedrivePolicy), removable: true },
  SqsManagedSseEnabled: { valid: flag },
  VisibilityTimeout: { valid: between(0, 43_200) },
};

/** AWS takes `True` for `true`, and shows the latter. */
export const spelledAsShown = (attributes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      rules[name]?.valid === flag ? value.toLowerCase() : value,
    ]),
  );

export const isAttributeName = (name: string): boolean => name in rules;

const requireValid = (name: string, value: string, fifo: boolean): void => {
  const rule = rules[name];
  if (!rule) throw unknownAttribute(name);
  if (rule.fifo && !fifo)
    throw rule.fifo === "unknown"
      ? unknownAttribute(name)
      : invalidAttributeName(`You can specify the ${name} only when FifoQueue is set to true.`);
  if (value === "" && rule.removable) return;
  if (!rule.valid(value)) throw invalidAttributeValue(name);
};

/** @throws `InvalidAttributeName`, `InvalidAttributeValue`, `InvalidParameterValue` */
export const requireValidAttributes = (changes: Readonly<Record<string, string>>, fifo: boolean): void => {
  for (const [name, value] of Object.entries(changes)) requireValid(name, value, fifo);
};

const defaults = {
  DelaySeconds: "0",
  MaximumMessageSize: String(mebibyte),
  MessageRetentionPeriod: "345600",
  ReceiveMessageWaitTimeSeconds: "0",
  SqsManagedSseEnabled: "true",
  VisibilityTimeout: "30",
};

const fifoDefaults = {
  ContentBasedDeduplication: "false",
  DeduplicationScope: "queue",
  FifoQueue: "true",
  FifoThroughputLimit: "perQueue",
};

export const defaultAttributes = (fifo: boolean): Record<string, string> =>
  fifo ? { ...defaults, ...fifoDefaults } : { ...defaults };

/**
 * The attributes after a change. Values that are empty remove theirs; the two kinds of encryption exclude
 * each other; high throughput needs a deduplication scope that fits it.
 *
 * @throws `InvalidAttributeName`, `InvalidAttributeValue`
 */
export const applyAttributes = (
  current: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string>>,
): Record<string, string> => {
  if (changes.KmsMasterKeyId && changes.SqsManagedSseEnabled === "true")
    throw invalidAttributeName(
      "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.",
    );
  const next: Record<string, string> = { ...current, ...changes };
  if (changes.KmsMasterKeyId) {
    next.SqsManagedSseEnabled = "false";
    next.KmsDataKeyReusePeriodSeconds ??= "300";
  } else if (changes.SqsManagedSseEnabled === "true" || changes.KmsMasterKeyId === "") {
    delete next.KmsMasterKeyId;
    delete next.KmsDataKeyReusePeriodSeconds;
  }
  for (const [name, value] of Object.entries(next)) if (value === "") delete next[name];

  if (next.FifoThroughputLimit === "perMessageGroupId" && next.DeduplicationScope !== "messageGroup")
    throw invalidAttributeValue(
      "FifoThroughputLimit",
      "The perMessageGroupId value is allowed only when the value for DeduplicationScope is messageGroup.",
    );
  return next;
};
