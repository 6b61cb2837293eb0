import { onStream } from "../action.ts";
import { openShardCount, settingsView, streamView } from "../streams/stream-view.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamSummary.html */
export const describeStreamSummary = onStream("DescribeStreamSummary", ({ clock }, { stream }) => ({
  StreamDescriptionSummary: {
    ...streamView(stream, clock()),
    ...settingsView(stream),
    OpenShardCount: openShardCount(stream),
    ConsumerCount: 0,
    MaxRecordSizeInKiB: stream.maxRecordKiB,
  },
}));
