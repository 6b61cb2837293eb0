import { onStream } from "../action.ts";
import { tagsOf, withTags } from "../streams/tags.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_TagResource.html */
export const tagResource = onStream(
  "TagResource",
  ({ streams }, { stream, input }) => {
    streams.update(stream, { tags: withTags(stream.tags, tagsOf(input.Tags), stream.name) });
    return {};
  },
  "ResourceARN",
);
