import { iamAction, onEverything } from "../action.ts";
import { wireRole } from "../role.ts";

/** All at once, never truncated. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export const listRoles = iamAction("ListRoles", onEverything, (read, { store }) => {
  const prefix = read.optionalText("PathPrefix") ?? "/";
  const roles = store.roles().filter(({ path }) => path.startsWith(prefix));
  return { Roles: roles.map(wireRole), IsTruncated: false };
});
