import { iamAction, onPolicy } from "../action.ts";
import { customerPolicy } from "../customer-policy.ts";
import { deleteConflict } from "../errors.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html */
export const deletePolicy = iamAction("DeletePolicy", onPolicy, (read, { store }) => {
  const { arn, versions } = customerPolicy(store, read);
  if (store.attachmentsOf(arn) > 0) throw deleteConflict("Cannot delete a policy attached to entities.");
  if (versions.length > 1)
    throw deleteConflict(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    );
  store.policies.delete(arn);
  return {};
});
