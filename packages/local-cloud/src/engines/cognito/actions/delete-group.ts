import { type Action, type Cognito, onPool } from "../context.ts";
import { namedGroup } from "../groups.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteGroup.html */
export const deleteGroup = (cognito: Cognito): Action => ({
  access: onPool(cognito, "DeleteGroup"),
  handle: (input) => {
    const group = namedGroup(cognito, input);
    cognito.store.groups.delete(group.poolId, group.name);
    return {};
  },
});
