import { requireActive, type StreamCall, updating } from "../action.ts";
import type { KinesisContext } from "../context.ts";
import { constraintViolation, invalidArgument } from "../errors.ts";

/** One day to one year: https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html */
const range = { minimum: 24, maximum: 8_760 } as const;

export const changeRetention = (
  context: KinesisContext,
  { stream, read }: StreamCall,
  direction: "longer" | "shorter",
): object => {
  requireActive(context, stream);
  const hours = read.optionalNumber("RetentionPeriodHours", { minimum: 0, maximum: range.maximum });
  if (hours === undefined)
    throw constraintViolation("null", "retentionPeriodHours", "Member must not be null");
  if (hours < range.minimum)
    throw invalidArgument(
      `Minimum allowed retention period is ${range.minimum} hours. Requested retention period (${hours} hours) is too short.`,
    );
  const before = stream.retentionHours;
  const wrongWay = direction === "longer" ? hours < before : hours > before;
  if (wrongWay) {
    const [not, other] = direction === "longer" ? ["shorter", "Decrease"] : ["longer", "Increase"];
    throw invalidArgument(
      `Requested retention period (${hours} hours) for stream ${stream.name} can not be ${not} than existing retention period (${before} hours). Use ${other}RetentionPeriod API.`,
    );
  }
  context.streams.update(stream, { retentionHours: hours, transition: updating(context) });
  return {};
};
