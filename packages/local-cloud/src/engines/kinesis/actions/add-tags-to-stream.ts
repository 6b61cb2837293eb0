import { onStream } from "../action.ts";
import { tagsOf, withTags } from "../streams/tags.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_AddTagsToStream.html */
export const addTagsToStream = onStream("AddTagsToStream", ({ streams }, { stream, input }) => {
  streams.update(stream, { tags: withTags(stream.tags, tagsOf(input.Tags), stream.name) });
  return {};
});
