import { iamAction, onPolicy } from "../action.ts";
import { customerPolicy } from "../customer-policy.ts";
import { limitExceeded } from "../errors.ts";
import { policyIn } from "../policy-input.ts";
import { wireVersion } from "../role.ts";

const mostVersions = 5;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html */
export const createPolicyVersion = iamAction("CreatePolicyVersion", onPolicy, (read, { store, now }) => {
  const policy = customerPolicy(store, read);
  if (policy.versions.length >= mostVersions)
    throw limitExceeded(
      "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
    );
  const version = {
    id: `v${policy.nextVersion}`,
    document: policyIn(read, "PolicyDocument", "identity"),
    createdAt: now().toISOString(),
  };
  const updated = {
    ...policy,
    nextVersion: policy.nextVersion + 1,
    versions: [...policy.versions, version],
    defaultVersionId: read.optionalBoolean("SetAsDefault") ? version.id : policy.defaultVersionId,
  };
  store.policies.put(policy.arn, updated);
  return { PolicyVersion: wireVersion(updated, version) };
});
