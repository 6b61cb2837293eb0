import { serializationError } from "./errors.ts";

type Shape = "text" | "integer" | "texts" | "map" | "entries" | "object";

/** The type of every input member, whatever the operation: SQS uses one name for one thing. */
const shapes: Readonly<Record<string, Shape>> = {
  AWSAccountIds: "texts",
  Actions: "texts",
  AttributeNames: "texts",
  Attributes: "map",
  DelaySeconds: "integer",
  DestinationArn: "text",
  Entries: "entries",
  Id: "text",
  Label: "text",
  MaxNumberOfMessages: "integer",
  MaxNumberOfMessagesPerSecond: "integer",
  MaxResults: "integer",
  MessageAttributeNames: "texts",
  MessageAttributes: "object",
  MessageBody: "text",
  MessageDeduplicationId: "text",
  MessageGroupId: "text",
  MessageSystemAttributeNames: "texts",
  MessageSystemAttributes: "object",
  NextToken: "text",
  QueueName: "text",
  QueueNamePrefix: "text",
  QueueOwnerAWSAccountId: "text",
  QueueUrl: "text",
  ReceiptHandle: "text",
  ReceiveRequestAttemptId: "text",
  SourceArn: "text",
  TagKeys: "texts",
  Tags: "map",
  TaskHandle: "text",
  VisibilityTimeout: "integer",
  WaitTimeSeconds: "integer",
  tags: "map",
};

const isText = (value: unknown): boolean => typeof value === "string";
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const allTexts = (values: readonly unknown[]): boolean => values.every(isText);

const checks: Readonly<Record<Shape, (value: unknown) => boolean>> = {
  text: isText,
  integer: (value) => Number.isInteger(value),
  texts: (value) => Array.isArray(value) && allTexts(value),
  map: (value) => isObject(value) && allTexts(Object.values(value)),
  object: (value) =>
    isObject(value) && Object.values(value).every((one) => isObject(one) && allTexts(textsOf(one))),
  entries: (value) => Array.isArray(value) && value.every(isObject),
};

const textsOf = ({ DataType, StringValue, BinaryValue }: Record<string, unknown>): unknown[] =>
  [DataType, StringValue, BinaryValue].filter((value) => value !== undefined && value !== null);

/**
 * Checks the JSON types of a request, so that actions can rely on them. `null` is an absent member.
 *
 * @throws `SerializationException`
 */
export const requireShape = (input: object): Record<string, unknown> => {
  const checked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    if (value === null || value === undefined) continue;
    const shape = shapes[name];
    if (shape && !checks[shape](value))
      throw serializationError(`The member ${name} of the request has the wrong type.`);
    checked[name] = shape === "entries" && Array.isArray(value) ? value.map(requireShape) : value;
  }
  return checked;
};
