import { iamAction, onRole } from "../action.ts";
import { noSuchEntity } from "../errors.ts";
import { policyNameIn, roleNameIn } from "../names.ts";
import { wirePolicy } from "../role.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export const getRolePolicy = iamAction("GetRolePolicy", onRole, (read, { store }) => {
  const role = store.role(roleNameIn(read));
  const name = policyNameIn(read);
  const document = Object.hasOwn(role.inlinePolicies, name) ? role.inlinePolicies[name] : undefined;
  if (!document) throw noSuchEntity(`The role policy with name ${name} cannot be found.`);
  return { RoleName: role.name, PolicyName: name, PolicyDocument: wirePolicy(document) };
});
