import { invalidParameter } from "../errors.ts";
import { invalidCharacters, isTransmissible } from "./characters.ts";

/** A message attribute as it travels in JSON: bytes are base64. */
export interface MessageAttribute {
  readonly DataType?: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

const maximumAttributes = 10;
/** Letters and digits of any script. */
const nameCharacters = /^[\p{L}\p{N}_.-]+$/u;

const nameProblemOf = (name: string): string | undefined => {
  if (name.length > 256) return "Message (user) attribute name must be shorter than 256 Bytes";
  if (!nameCharacters.test(name))
    return `Message (user) attribute name '${name}' is invalid. It can contain only alphanumeric characters, underscores, hyphens and periods.`;
  if (/^(aws|amazon)\./i.test(name))
    return `Message (user) attribute name '${name}' is invalid. It must not start with AWS. or Amazon. (reserved).`;
  if (name.startsWith(".") || name.endsWith(".") || name.includes(".."))
    return `Message (user) attribute name '${name}' is invalid. It must not start or end with a period, nor have periods in succession.`;
  return undefined;
};

const typeProblemOf = (name: string, type: string): string | undefined => {
  if (type === "") return `The message attribute '${name}' must contain non-empty message attribute type.`;
  if (type.length > 256) return `Message (user) attribute '${name}' type must be shorter than 256 Bytes`;
  const prefix = type.split(".")[0] ?? "";
  if (!["String", "Number", "Binary"].includes(prefix))
    return `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`;
  return undefined;
};

const valueProblemOf = (name: string, type: string, attribute: MessageAttribute): string | undefined => {
  const binary = type.startsWith("Binary");
  const value = binary ? attribute.BinaryValue : attribute.StringValue;
  if (!value)
    return `Message (user) attribute '${name}' must contain a non-empty value of type '${binary ? "Binary" : "String"}'.`;
  if (!binary && !isTransmissible(value)) return invalidCharacters;
  if (type.startsWith("Number") && !/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(value))
    return `Can't cast the value of message (user) attribute '${name}' to a number.`;
  return undefined;
};

/**
 * @throws `InvalidParameterValue`
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export const requireValidMessageAttributes = (attributes: MessageAttributes): void => {
  const entries = Object.entries(attributes);
  if (entries.length > maximumAttributes)
    throw invalidParameter(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${maximumAttributes}].`,
    );
  for (const [name, attribute] of entries) {
    const type = attribute.DataType ?? "";
    const problem = nameProblemOf(name) ?? typeProblemOf(name, type) ?? valueProblemOf(name, type, attribute);
    if (problem) throw invalidParameter(problem);
  }
};

/** `AWSTraceHeader` is the only one that a sender can set, and it costs nothing of the message's size. */
export const requireValidSystemAttributes = (attributes: MessageAttributes): void => {
  for (const [name, attribute] of Object.entries(attributes)) {
    if (name !== "AWSTraceHeader")
      throw invalidParameter(
        `Message system attribute name '${name}' is invalid. The only supported message system attribute is AWSTraceHeader.`,
      );
    if (attribute.DataType !== "String" || !attribute.StringValue)
      throw invalidParameter(
        "Message system attribute 'AWSTraceHeader' must contain a non-empty value of type 'String'.",
      );
  }
};

const bytesOf = (base64: string): number => Buffer.byteLength(base64, "base64");

/** Names, types and values count towards the size of a message. */
export const sizeOfAttributes = (attributes: MessageAttributes): number =>
  Object.entries(attributes).reduce(
    (sum, [name, { DataType = "", StringValue, BinaryValue }]) =>
      sum +
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      (DataType.startsWith("Binary") ? bytesOf(BinaryValue ?? "") : Buffer.byteLength(StringValue ?? "")),
    0,
  );
