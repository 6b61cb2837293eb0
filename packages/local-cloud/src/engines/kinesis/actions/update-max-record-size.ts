import { onStream, requireActive, updating } from "../action.ts";
import { constraintViolation } from "../errors.ts";
import { maxRecordRule } from "../streams/settings.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateMaxRecordSize.html */
export const updateMaxRecordSize = onStream("UpdateMaxRecordSize", (context, { stream, read }) => {
  requireActive(context, stream);
  const maxRecordKiB = read.optionalNumber("MaxRecordSizeInKiB", maxRecordRule);
  if (maxRecordKiB === undefined)
    throw constraintViolation("null", "maxRecordSizeInKiB", "Member must not be null");
  context.streams.update(stream, { maxRecordKiB, transition: updating(context) });
  return {};
});
