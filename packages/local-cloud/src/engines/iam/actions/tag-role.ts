import { iamAction, onRole } from "../action.ts";
import { limitExceeded } from "../errors.ts";
import { roleNameIn, tagsIn } from "../names.ts";

const mostTags = 50;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html */
export const tagRole = iamAction("TagRole", onRole, (read, { store }) => {
  const role = store.role(roleNameIn(read));
  const tags = { ...role.tags, ...tagsIn(read) };
  if (Object.keys(tags).length > mostTags)
    throw limitExceeded(`The number of tags has reached the maximum limit of ${mostTags}.`);
  store.putRole({ ...role, tags });
  return {};
});
