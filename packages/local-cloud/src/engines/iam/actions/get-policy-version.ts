import { iamAction, onPolicy } from "../action.ts";
import { customerPolicy, versionOf } from "../customer-policy.ts";
import { wireVersion } from "../role.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html */
export const getPolicyVersion = iamAction("GetPolicyVersion", onPolicy, (read, { store }) => {
  const policy = customerPolicy(store, read);
  return { PolicyVersion: wireVersion(policy, versionOf(policy, read.text("VersionId"))) };
});
