import { iamAction, onRole } from "../action.ts";
import { noSuchEntity } from "../errors.ts";
import { policyArnIn, roleNameIn } from "../names.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html */
export const detachRolePolicy = iamAction("DetachRolePolicy", onRole, (read, { store }) => {
  const role = store.role(roleNameIn(read));
  const arn = policyArnIn(read);
  if (!role.attachedPolicies.includes(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
  store.putRole({ ...role, attachedPolicies: role.attachedPolicies.filter((attached) => attached !== arn) });
  return {};
});
