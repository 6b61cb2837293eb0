import { onStream } from "../action.ts";
import { tagList } from "../streams/tags.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForStream.html */
export const listTagsForStream = onStream("ListTagsForStream", (_context, { stream, read }) => {
  const limit = read.optionalNumber("Limit", { minimum: 1, maximum: 50 }) ?? 50;
  const after = read.optionalText("ExclusiveStartTagKey", { minimum: 1, maximum: 128 }) ?? "";
  const left = tagList(stream.tags).filter(({ Key }) => Key > after);
  return { Tags: left.slice(0, limit), HasMoreTags: left.length > limit };
});
