import { AwsError } from "../../../gateway/errors.ts";

/** As on AWS the text starts with the stream's ARN, which is how GetRecords knows what it is allowed to read. */
export interface ShardIterator {
  readonly streamArn: string;
  /** dynoxide's own iterator. */
  readonly inner: string;
  readonly issuedAt: Date;
}

const lifetimeMs = 15 * 60 * 1_000;

export const writeIterator = ({ streamArn, inner, issuedAt }: ShardIterator): string =>
  `${streamArn}|1|${Buffer.from(`${issuedAt.getTime()}|${inner}`).toString("base64url")}`;

/** The stream that an iterator belongs to, without any check: for IAM. */
export const streamArnOf = (iterator: string): string => iterator.split("|")[0] ?? "";

/**
 * @throws {AwsError} `ValidationException`; `ExpiredIteratorException` 15 minutes after it was given out, see
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html
 */
export const readIterator = (iterator: string, now: Date): ShardIterator => {
  const [streamArn, version, sealed] = iterator.split("|");
  const [issued, inner] = Buffer.from(sealed ?? "", "base64url")
    .toString("utf8")
    .split("|");
  const issuedAt = new Date(Number(issued));
  if (!streamArn || version !== "1" || !inner || Number.isNaN(issuedAt.getTime()))
    throw new AwsError("ValidationException", "Invalid ShardIterator");
  if (now.getTime() - issuedAt.getTime() > lifetimeMs)
    throw new AwsError(
      "ExpiredIteratorException",
      "The shard iterator has expired. Shard iterators are valid for 15 minutes",
    );
  return { streamArn, inner, issuedAt };
};
