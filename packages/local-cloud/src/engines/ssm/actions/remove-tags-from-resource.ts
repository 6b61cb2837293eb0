import { ssmAction } from "../action.ts";
import { taggedNameIn, taggedParameter } from "../tagged.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RemoveTagsFromResource.html */
export const removeTagsFromResource = ssmAction("RemoveTagsFromResource", {
  parameters: (read) => [taggedNameIn(read)],
  handle: (read, { store }) => {
    const parameter = taggedParameter(read, store);
    const gone = new Set(read.texts("TagKeys"));
    const tags = Object.fromEntries(Object.entries(parameter.tags).filter(([key]) => !gone.has(key)));
    store.put(parameter.name, { ...parameter, tags });
    return {};
  },
});
