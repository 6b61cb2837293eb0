import { iamAction, onRole } from "../action.ts";
import { deleteConflict } from "../errors.ts";
import { roleNameIn } from "../names.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html */
export const deleteRole = iamAction("DeleteRole", onRole, (read, { store }) => {
  const role = store.role(roleNameIn(read));
  if (role.attachedPolicies.length > 0)
    throw deleteConflict("Cannot delete entity, must detach all policies first.");
  if (Object.keys(role.inlinePolicies).length > 0)
    throw deleteConflict("Cannot delete entity, must delete policies first.");
  store.deleteRole(role.name);
  return {};
});
