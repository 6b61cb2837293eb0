import { iamAction, onRole } from "../action.ts";
import { roleNameIn } from "../names.ts";
import { policyIn } from "../policy-input.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html */
export const updateAssumeRolePolicy = iamAction("UpdateAssumeRolePolicy", onRole, (read, { store }) => {
  const role = store.role(roleNameIn(read));
  store.putRole({ ...role, trustPolicy: policyIn(read, "PolicyDocument", "trust") });
  return {};
});
