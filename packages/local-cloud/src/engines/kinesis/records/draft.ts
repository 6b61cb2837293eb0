/** Records as they come in, checked before anything is stored. */
import { constraintViolation, wrongType } from "../errors.ts";
import { type HashKey, hashKeyOf, hashOfPartitionKey, ringSize } from "../shards/hash-key.ts";

export interface Draft {
  readonly partitionKey: string;
  readonly hashKey: HashKey;
  readonly data: Buffer;
  /** Of data and partition key together, which is what the limits count. */
  readonly bytes: number;
}

const explicitHashKeyPattern = "0|([1-9]\\d{0,38})";
const wellFormedHashKey = new RegExp(`^(?:${explicitHashKeyPattern})$`);

const textMember = (entry: object, member: string, path: string): string | undefined => {
  const value: unknown = Reflect.get(entry, member);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw wrongType(`${path} must be a string`);
  return value;
};

const partitionKeyOf = (entry: object, path: string): string => {
  const key = textMember(entry, "PartitionKey", path);
  if (key === undefined) throw constraintViolation("null", path, "Member must not be null");
  if (key.length < 1)
    throw constraintViolation(`'${key}'`, path, "Member must have length greater than or equal to 1");
  if (key.length > 256)
    throw constraintViolation(`'${key}'`, path, "Member must have length less than or equal to 256");
  return key;
};

const explicitHashKeyOf = (entry: object, path: string): HashKey | undefined => {
  const key = textMember(entry, "ExplicitHashKey", path);
  if (key === undefined) return undefined;
  if (!wellFormedHashKey.test(key) || BigInt(key) >= ringSize)
    throw constraintViolation(
      `'${key}'`,
      path,
      `Member must satisfy regular expression pattern: ${explicitHashKeyPattern}`,
    );
  return hashKeyOf(BigInt(key));
};

const dataOf = (entry: object, path: string): Buffer => {
  const text = textMember(entry, "Data", path);
  if (text === undefined) throw constraintViolation("null", path, "Member must not be null");
  const data = Buffer.from(text, "base64");
  // Decoding leaves out what is no base64; then the length does not come out right.
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  if (data.length !== Math.floor(((text.length - padding) * 3) / 4))
    throw wrongType(`${path} must be base64`);
  return data;
};

/**
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html
 *
 * @param prefix how messages call the place of the entry: `records.3.member.`
 * @throws {AwsError} `ValidationException`, `SerializationException`
 */
export const draftOf = (entry: object, maxRecordKiB: number, prefix = ""): Draft => {
  const data = dataOf(entry, `${prefix}data`);
  const partitionKey = partitionKeyOf(entry, `${prefix}partitionKey`);
  const hashKey = explicitHashKeyOf(entry, `${prefix}explicitHashKey`) ?? hashOfPartitionKey(partitionKey);
  const bytes = data.length + Buffer.byteLength(partitionKey);
  const most = maxRecordKiB * 1_024;
  if (bytes > most)
    throw constraintViolation(
      `of ${data.length} bytes`,
      `${prefix}data`,
      `Member must have length less than or equal to ${most}, together with the partition key`,
    );
  return { partitionKey, hashKey, data, bytes };
};
