import { type Action, type Cognito, onPool } from "../context.ts";
import { groupView, namedGroup } from "../groups.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetGroup.html */
export const getGroup = (cognito: Cognito): Action => ({
  access: onPool(cognito, "GetGroup"),
  handle: (input) => ({ Group: groupView(namedGroup(cognito, input)) }),
});
