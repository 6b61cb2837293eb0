import type { Json, JsonObject } from "../../matching/json.ts";
import { parameterValueInvalid, validationError } from "../errors.ts";

/** A message attribute as the query protocol and JSON carry it: bytes are base64. */
export interface MessageAttribute {
  readonly DataType?: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

const requireValidName = (name: string): void => {
  if (name.length > 256)
    throw parameterValueInvalid("Length of message attribute name must be less than 256 bytes.");
  const strange = /[^A-Za-z0-9_.-]/u.exec(name)?.[0].codePointAt(0);
  if (strange !== undefined)
    throw parameterValueInvalid(
      `Invalid non-alphanumeric character '#x${strange.toString(16).toUpperCase()}' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.`,
    );
  if (name.startsWith("."))
    throw parameterValueInvalid("Invalid message attribute name starting with character '.' was found.");
  if (name.endsWith("."))
    throw parameterValueInvalid("Invalid message attribute name ending with character '.' was found.");
  if (name.includes(".."))
    throw parameterValueInvalid("Message attribute name can not have successive '.' character.");
};

const requireValid = (name: string, attribute: MessageAttribute): void => {
  requireValidName(name);
  const type = attribute.DataType;
  if (type === undefined) throw validationError(`messageAttributes.${name}.member.dataType`);
  if (!/^(String|Number|Binary)(\..+)?$/.test(type))
    throw parameterValueInvalid(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  const field = type.startsWith("Binary") ? "Binary" : "String";
  const value = field === "Binary" ? attribute.BinaryValue : attribute.StringValue;
  if (value === undefined)
    throw parameterValueInvalid(
      `The message attribute '${name}' with type '${type}' must use field '${field}'.`,
    );
  if (value === "")
    throw parameterValueInvalid(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
    );
  if (type.startsWith("Number") && !Number.isFinite(Number(value)))
    throw parameterValueInvalid(`Could not cast message attribute '${name}' value to number.`);
};

/**
 * @throws `ParameterValueInvalid`, `ValidationError`
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
 */
export const requireValidMessageAttributes = (attributes: MessageAttributes): void => {
  for (const [name, attribute] of Object.entries(attributes)) requireValid(name, attribute);
};

export const sizeOfAttributes = (attributes: MessageAttributes): number =>
  Object.entries(attributes).reduce(
    (sum, [name, { DataType = "", StringValue = "", BinaryValue = "" }]) =>
      sum +
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      Buffer.byteLength(StringValue) +
      Buffer.byteLength(BinaryValue, "base64"),
    0,
  );

const jsonOf = ({ DataType = "", StringValue = "" }: MessageAttribute): Json | undefined => {
  if (DataType === "Number") return Number(StringValue);
  if (DataType !== "String.Array") return StringValue;
  try {
    return JSON.parse(StringValue) as Json;
  } catch {
    return undefined;
  }
};

/** The attributes as the event that filter policies look at; binary ones cannot be filtered on. */
export const filterableOf = (attributes: MessageAttributes): JsonObject => {
  const event: Record<string, Json> = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    if (attribute.DataType?.startsWith("Binary")) continue;
    const value = jsonOf(attribute);
    if (value !== undefined) event[name] = value;
  }
  return event;
};

/** The attributes as notifications show them. */
export const notificationAttributesOf = (
  attributes: MessageAttributes,
): Record<string, { Type: string; Value: string }> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType = "", StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: StringValue ?? BinaryValue ?? "" },
    ]),
  );
