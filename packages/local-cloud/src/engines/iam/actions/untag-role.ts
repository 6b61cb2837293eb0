import { iamAction, onRole } from "../action.ts";
import { roleNameIn } from "../names.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html */
export const untagRole = iamAction("UntagRole", onRole, (read, { store }) => {
  const role = store.role(roleNameIn(read));
  const gone = new Set(read.texts("TagKeys"));
  const tags = Object.fromEntries(Object.entries(role.tags).filter(([key]) => !gone.has(key)));
  store.putRole({ ...role, tags });
  return {};
});
