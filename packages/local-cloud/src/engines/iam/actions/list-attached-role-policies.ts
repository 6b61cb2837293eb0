import { iamAction, onRole } from "../action.ts";
import { roleNameIn } from "../names.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
export const listAttachedRolePolicies = iamAction("ListAttachedRolePolicies", onRole, (read, { store }) => ({
  AttachedPolicies: store.role(roleNameIn(read)).attachedPolicies.map((arn) => ({
    PolicyName: arn.split("/").at(-1),
    PolicyArn: arn,
  })),
  IsTruncated: false,
}));
