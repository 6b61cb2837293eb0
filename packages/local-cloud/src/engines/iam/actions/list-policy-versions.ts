import { iamAction, onPolicy } from "../action.ts";
import { customerPolicy } from "../customer-policy.ts";
import { wireVersion } from "../role.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html */
export const listPolicyVersions = iamAction("ListPolicyVersions", onPolicy, (read, { store }) => {
  const policy = customerPolicy(store, read);
  const summaries = policy.versions.map((version) => {
    const { Document: _, ...summary } = wireVersion(policy, version);
    return summary;
  });
  return { Versions: summaries.reverse(), IsTruncated: false };
});
