import { iamAction, onRole } from "../action.ts";
import { noSuchEntity } from "../errors.ts";
import { policyNameIn, roleNameIn } from "../names.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html */
export const deleteRolePolicy = iamAction("DeleteRolePolicy", onRole, (read, { store }) => {
  const role = store.role(roleNameIn(read));
  const name = policyNameIn(read);
  if (!Object.hasOwn(role.inlinePolicies, name))
    throw noSuchEntity(`The role policy with name ${name} cannot be found.`);
  const { [name]: _, ...inlinePolicies } = role.inlinePolicies;
  store.putRole({ ...role, inlinePolicies });
  return {};
});
