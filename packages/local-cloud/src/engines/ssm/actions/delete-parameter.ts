import { nameIn, ssmAction } from "../action.ts";
import { parameterNotFound } from "../errors.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameter.html */
export const deleteParameter = ssmAction("DeleteParameter", {
  parameters: (read) => [nameIn(read)],
  handle: (read, { store }) => {
    const name = nameIn(read);
    if (!store.delete(name)) throw parameterNotFound(name);
    return {};
  },
});
