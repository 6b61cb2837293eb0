import { createHash } from "node:crypto";
import type { MessageAttributes } from "./message-attributes.ts";

const transportType = { text: Uint8Array.of(1), bytes: Uint8Array.of(2) };

/**
 * The MD5 digest with which SDKs verify attributes: sorted by name; name, type and value each preceded by
 * their length in four bytes.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export const digestOfAttributes = (attributes: MessageAttributes): string => {
  const hash = createHash("md5");
  const add = (bytes: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };

  for (const name of Object.keys(attributes).sort()) {
    const { DataType = "", StringValue = "", BinaryValue = "" } = attributes[name] ?? {};
    const binary = DataType.startsWith("Binary");
    add(Buffer.from(name));
    add(Buffer.from(DataType));
    hash.update(binary ? transportType.bytes : transportType.text);
    add(binary ? Buffer.from(BinaryValue, "base64") : Buffer.from(StringValue));
  }
  return hash.digest("hex");
};
