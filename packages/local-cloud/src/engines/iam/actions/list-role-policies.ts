import { iamAction, onRole } from "../action.ts";
import { roleNameIn } from "../names.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
export const listRolePolicies = iamAction("ListRolePolicies", onRole, (read, { store }) => ({
  PolicyNames: Object.keys(store.role(roleNameIn(read)).inlinePolicies).sort(),
  IsTruncated: false,
}));
