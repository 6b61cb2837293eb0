import { invalidParameterValue } from "../errors.ts";

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

export interface RedriveAllowPolicy {
  readonly redrivePermission: "allowAll" | "denyAll" | "byQueue";
  readonly sourceQueueArns?: readonly string[];
}

const parseMap = (text: string, parameter: string, label: string): Record<string, unknown> => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw invalidParameterValue(text, parameter, `${label} is not a valid JSON map.`);
  return parsed as Record<string, unknown>;
};

const isWholeNumber = (value: unknown): boolean =>
  (typeof value === "number" && Number.isInteger(value)) ||
  (typeof value === "string" && /^\d+$/.test(value));

/**
 * @throws `InvalidParameterValue`
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export const parseRedrivePolicy = (text: string): RedrivePolicy => {
  const refuse = (reason: string) => invalidParameterValue(text, "RedrivePolicy", reason);
  const { deadLetterTargetArn, maxReceiveCount } = parseMap(text, "RedrivePolicy", "Redrive policy");

  if (deadLetterTargetArn === undefined)
    throw refuse("Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
  if (maxReceiveCount === undefined)
    throw refuse("Redrive policy does not contain mandatory attribute: maxReceiveCount.");
  // AWS takes the number as a string as well.
  const count = Number(maxReceiveCount);
  if (!isWholeNumber(maxReceiveCount) || count < 1 || count > 1000)
    throw refuse(
      `Invalid value for maxReceiveCount: ${String(maxReceiveCount)}, valid values are from 1 to 1000 both inclusive.`,
    );
  if (
    typeof deadLetterTargetArn !== "string" ||
    !/^arn:[\w-]+:sqs:[\w-]*:\d*:[\w.-]+$/.test(deadLetterTargetArn)
  )
    throw refuse("Invalid value for deadLetterTargetArn.");
  return { deadLetterTargetArn, maxReceiveCount: count };
};

/**
 * @throws `InvalidParameterValue`
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export const parseRedriveAllowPolicy = (text: string): RedriveAllowPolicy => {
  const refuse = (reason: string) => invalidParameterValue(text, "RedriveAllowPolicy", reason);
  const { redrivePermission, sourceQueueArns } = parseMap(text, "RedriveAllowPolicy", "Redrive allow policy");

  if (redrivePermission !== "allowAll" && redrivePermission !== "denyAll" && redrivePermission !== "byQueue")
    throw refuse("Amazon SQS can't create the redrive allow policy: invalid redrivePermission.");
  if (redrivePermission !== "byQueue") {
    if (sourceQueueArns !== undefined)
      throw refuse(`Attribute sourceQueueArns can't be used with redrivePermission ${redrivePermission}.`);
    return { redrivePermission };
  }
  if (!Array.isArray(sourceQueueArns) || sourceQueueArns.length < 1 || sourceQueueArns.length > 10)
    throw refuse("sourceQueueArns must list 1 to 10 queue ARNs when redrivePermission is byQueue.");
  return { redrivePermission, sourceQueueArns: sourceQueueArns.map(String) };
};

/** Whether a dead-letter queue accepts messages from a source queue. */
export const allowsRedriveFrom = (allowPolicy: string | undefined, sourceArn: string): boolean => {
  if (!allowPolicy) return true;
  const { redrivePermission, sourceQueueArns } = parseRedriveAllowPolicy(allowPolicy);
  if (redrivePermission === "byQueue") return sourceQueueArns?.includes(sourceArn) ?? false;
  return redrivePermission === "allowAll";
};
