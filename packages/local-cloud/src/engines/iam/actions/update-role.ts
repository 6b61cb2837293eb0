import { iamAction, onRole } from "../action.ts";
import { descriptionIn, maxSessionSecondsIn, roleNameIn } from "../names.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html */
export const updateRole = iamAction("UpdateRole", onRole, (read, { store }) => {
  const role = store.role(roleNameIn(read));
  const description = descriptionIn(read);
  store.putRole({
    ...role,
    ...(description === undefined ? {} : { description }),
    maxSessionSeconds: maxSessionSecondsIn(read) ?? role.maxSessionSeconds,
  });
  return {};
});
