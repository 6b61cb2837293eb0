import { onStream } from "../action.ts";
import { tagList } from "../streams/tags.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = onStream(
  "ListTagsForResource",
  (_context, { stream }) => ({ Tags: tagList(stream.tags) }),
  "ResourceARN",
);
