import { onStream } from "../action.ts";
import { withoutTags } from "../streams/tags.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UntagResource.html */
export const untagResource = onStream(
  "UntagResource",
  ({ streams }, { stream, read }) => {
    streams.update(stream, { tags: withoutTags(stream.tags, read.texts("TagKeys")) });
    return {};
  },
  "ResourceARN",
);
