import { ssmAction } from "../action.ts";
import { taggedNameIn, taggedParameter } from "../tagged.ts";
import { tagsIn } from "../tags.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AddTagsToResource.html */
export const addTagsToResource = ssmAction("AddTagsToResource", {
  parameters: (read) => [taggedNameIn(read)],
  handle: (read, { store }) => {
    const parameter = taggedParameter(read, store);
    store.put(parameter.name, { ...parameter, tags: { ...parameter.tags, ...tagsIn(read) } });
    return {};
  },
});
