import { type Action, type Cognito, onPool } from "../context.ts";
import { groupView, namedGroup } from "../groups.ts";
import { optionalInteger, optionalText } from "../input.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateGroup.html */
export const updateGroup = (cognito: Cognito): Action => ({
  access: onPool(cognito, "UpdateGroup"),
  handle: (input) => {
    const group = namedGroup(cognito, input);
    const updated = {
      ...group,
      description: optionalText(input, "Description") ?? group.description,
      precedence: optionalInteger(input, "Precedence", { min: 0, max: 2 ** 31 - 1 }) ?? group.precedence,
      roleArn: optionalText(input, "RoleArn") ?? group.roleArn,
      modifiedAt: cognito.now(),
    };
    cognito.store.groups.save(updated);
    return { Group: groupView(updated) };
  },
});
