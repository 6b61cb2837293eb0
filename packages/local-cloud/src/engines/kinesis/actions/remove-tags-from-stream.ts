import { onStream } from "../action.ts";
import { withoutTags } from "../streams/tags.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RemoveTagsFromStream.html */
export const removeTagsFromStream = onStream("RemoveTagsFromStream", ({ streams }, { stream, read }) => {
  streams.update(stream, { tags: withoutTags(stream.tags, read.texts("TagKeys")) });
  return {};
});
