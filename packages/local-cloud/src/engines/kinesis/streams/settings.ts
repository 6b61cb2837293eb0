import type { InputReader } from "../../../gateway/input-reader.ts";
import type { StreamMode } from "./stream.ts";

export const shardCountRule = { minimum: 1, maximum: 10_000 } as const;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateMaxRecordSize.html */
export const maxRecordRule = { minimum: 1_024, maximum: 10_240 } as const;

const modes = ["PROVISIONED", "ON_DEMAND"] as const;

export const modeOf = (read: InputReader): StreamMode | undefined => {
  const details = read.optionalStructure("StreamModeDetails");
  if (!details) return undefined;
  const mode = details.text("StreamMode", { oneOf: modes });
  return modes.find((one) => one === mode);
};
