import {
  awsManagedPolicy,
  isAwsManagedPolicy,
  knownAwsManagedPolicies,
} from "../../../iam/managed-policies.ts";
import { iamAction, onRole } from "../action.ts";
import { noSuchEntity } from "../errors.ts";
import { policyArnIn, roleNameIn } from "../names.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
export const attachRolePolicy = iamAction("AttachRolePolicy", onRole, (read, { store }) => {
  const role = store.role(roleNameIn(read));
  const arn = policyArnIn(read);
  if (!store.policies.get(arn) && !awsManagedPolicy(arn))
    throw noSuchEntity(
      isAwsManagedPolicy(arn)
        ? `The local cloud does not know the AWS managed policy ${arn}. It knows ${knownAwsManagedPolicies().join(", ")}; for others write the statements into the role.`
        : `Policy ${arn} does not exist or is not attachable.`,
    );
  store.putRole({ ...role, attachedPolicies: [...new Set([...role.attachedPolicies, arn])] });
  return {};
});
