import { iamAction, onRole } from "../action.ts";
import { roleNameIn } from "../names.ts";
import { wireTags } from "../role.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html */
export const listRoleTags = iamAction("ListRoleTags", onRole, (read, { store }) => ({
  Tags: wireTags(store.role(roleNameIn(read)).tags),
  IsTruncated: false,
}));
