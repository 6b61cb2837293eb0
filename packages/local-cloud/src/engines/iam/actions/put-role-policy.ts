import { iamAction, onRole } from "../action.ts";
import { policyNameIn, roleNameIn } from "../names.ts";
import { policyIn } from "../policy-input.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
export const putRolePolicy = iamAction("PutRolePolicy", onRole, (read, { store }) => {
  const role = store.role(roleNameIn(read));
  const document = policyIn(read, "PolicyDocument", "identity");
  store.putRole({ ...role, inlinePolicies: { ...role.inlinePolicies, [policyNameIn(read)]: document } });
  return {};
});
