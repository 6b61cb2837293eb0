import type { InputReader } from "../../../gateway/input-reader.ts";
import type { KinesisContext } from "../context.ts";
import { invalidArgument, resourceNotFound, unsupported } from "../errors.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html */
export const nameRule = { pattern: "[a-zA-Z0-9_.-]+", minimum: 1, maximum: 128 } as const;
const arnRule = { pattern: "arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+", minimum: 1, maximum: 2048 } as const;

type Place = Pick<KinesisContext, "region" | "accountId">;

export const streamArn = ({ region, accountId }: Place, name: string): string =>
  `arn:aws:kinesis:${region}:${accountId}:stream/${name}`;

const nameOfArn = (place: Place, arn: string): string => {
  const name = arn.slice(arn.indexOf("/") + 1);
  if (arn !== streamArn(place, name)) throw resourceNotFound(`Stream ${arn} not found.`);
  return name;
};

/**
 * The stream that a call is about; most calls name it by `StreamName`, `StreamARN`, or both.
 *
 * @param arnMember `ResourceARN` for the calls that tag any resource
 */
export const streamNameOf = (
  read: InputReader,
  place: Place,
  arnMember: "StreamARN" | "ResourceARN" = "StreamARN",
): string => {
  if (read.has("StreamId")) throw unsupported("StreamId", "Name the stream by StreamName or StreamARN.");
  if (arnMember === "ResourceARN") return nameOfArn(place, read.text("ResourceARN", arnRule));
  const name = read.optionalText("StreamName", nameRule);
  const arn = read.optionalText("StreamARN", arnRule);
  if (arn === undefined) {
    if (name === undefined) throw invalidArgument("Either StreamARN or StreamName must be given.");
    return name;
  }
  const named = nameOfArn(place, arn);
  if (name !== undefined && name !== named)
    throw invalidArgument(`StreamName ${name} and StreamARN ${arn} do not name the same stream.`);
  return named;
};
