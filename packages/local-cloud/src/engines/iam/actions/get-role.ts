import { iamAction, onRole } from "../action.ts";
import { roleNameIn } from "../names.ts";
import { wireRole } from "../role.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export const getRole = iamAction("GetRole", onRole, (read, { store }) => ({
  Role: wireRole(store.role(roleNameIn(read))),
}));
