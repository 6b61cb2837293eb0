import { onStream, requireActive, updating } from "../action.ts";
import { constraintViolation, unsupported } from "../errors.ts";
import { modeOf } from "../streams/settings.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamMode.html */
export const updateStreamMode = onStream("UpdateStreamMode", (context, { stream, read }) => {
  requireActive(context, stream);
  if (read.has("WarmThroughputMiBps")) throw unsupported("warm throughput", "Leave WarmThroughputMiBps out.");
  const mode = modeOf(read);
  if (!mode) throw constraintViolation("null", "streamModeDetails", "Member must not be null");
  context.streams.update(stream, { mode, transition: updating(context) });
  return {};
});
