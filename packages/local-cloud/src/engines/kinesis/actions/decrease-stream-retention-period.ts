import { onStream } from "../action.ts";
import { changeRetention } from "../streams/retention.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DecreaseStreamRetentionPeriod.html */
export const decreaseStreamRetentionPeriod = onStream("DecreaseStreamRetentionPeriod", (context, call) =>
  changeRetention(context, call, "shorter"),
);
