import type { DynamoDbMapping, KinesisMapping } from "../../functions/mappings/mapping.ts";
import { constraintViolation, invalidParameter, unsupported, wrongType } from "./lambda-errors.ts";
import { type Input, optionalChoice } from "./members.ts";

/** Where a mapping begins, as its stream allows. https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
type KinesisStart =
  | Pick<
      Extract<KinesisMapping, { StartingPosition: "AT_TIMESTAMP" }>,
      "StartingPosition" | "StartingPositionTimestamp"
    >
  | { readonly StartingPosition: "TRIM_HORIZON" | "LATEST" };

const position = (input: Input) => {
  const given = optionalChoice(input, "StartingPosition", ["TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"]);
  if (given === undefined)
    throw constraintViolation("StartingPosition", undefined, "Member must not be null.");
  if (given !== "AT_TIMESTAMP") refuseTimestamp(input);
  return given;
};

const timestamp = (input: Input): number | undefined => {
  const { StartingPositionTimestamp: given } = input;
  if (given === undefined || given === null) return undefined;
  if (typeof given !== "number") throw wrongType("StartingPositionTimestamp", "a timestamp");
  return given;
};

/** @throws {AwsError} when a time is given where none is wanted */
export const refuseTimestamp = (input: Input): void => {
  if (timestamp(input) !== undefined)
    throw invalidParameter("StartingPositionTimestamp is valid only with the StartingPosition AT_TIMESTAMP.");
};

export const dynamoDbStart = (input: Input): Pick<DynamoDbMapping, "StartingPosition"> => {
  const StartingPosition = position(input);
  if (StartingPosition === "AT_TIMESTAMP")
    throw unsupported("the starting position AT_TIMESTAMP", "DynamoDB streams have TRIM_HORIZON and LATEST.");
  return { StartingPosition };
};

/** @param now epoch seconds */
export const kinesisStart = (input: Input, now: number): KinesisStart => {
  const StartingPosition = position(input);
  if (StartingPosition !== "AT_TIMESTAMP") return { StartingPosition };
  const StartingPositionTimestamp = timestamp(input);
  if (StartingPositionTimestamp === undefined) throw invalidParameter("Need to specify a timestamp");
  if (StartingPositionTimestamp > now)
    throw invalidParameter("StartingPositionTimestamp cannot be in the future.");
  return { StartingPosition, StartingPositionTimestamp };
};
