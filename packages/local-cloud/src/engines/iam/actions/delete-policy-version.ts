import { iamAction, onPolicy } from "../action.ts";
import { customerPolicy, versionOf } from "../customer-policy.ts";
import { deleteConflict } from "../errors.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html */
export const deletePolicyVersion = iamAction("DeletePolicyVersion", onPolicy, (read, { store }) => {
  const policy = customerPolicy(store, read);
  const { id } = versionOf(policy, read.text("VersionId"));
  if (id === policy.defaultVersionId) throw deleteConflict("Cannot delete the default version of a policy.");
  store.policies.put(policy.arn, {
    ...policy,
    versions: policy.versions.filter((version) => version.id !== id),
  });
  return {};
});
