import { namesIn, ssmAction } from "../action.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html */
export const deleteParameters = ssmAction("DeleteParameters", {
  parameters: namesIn,
  handle: (read, { store }) => {
    const results = namesIn(read).map((name) => ({ name, deleted: store.delete(name) }));
    return {
      DeletedParameters: results.filter(({ deleted }) => deleted).map(({ name }) => name),
      InvalidParameters: results.filter(({ deleted }) => !deleted).map(({ name }) => name),
    };
  },
});
