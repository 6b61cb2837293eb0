import { onStream } from "../action.ts";
import { changeRetention } from "../streams/retention.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html */
export const increaseStreamRetentionPeriod = onStream("IncreaseStreamRetentionPeriod", (context, call) =>
  changeRetention(context, call, "longer"),
);
