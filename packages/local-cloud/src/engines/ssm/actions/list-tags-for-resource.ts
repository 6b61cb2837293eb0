import { ssmAction } from "../action.ts";
import { taggedNameIn, taggedParameter } from "../tagged.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = ssmAction("ListTagsForResource", {
  parameters: (read) => [taggedNameIn(read)],
  handle: (read, { store }) => ({
    TagList: Object.entries(taggedParameter(read, store).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
});
