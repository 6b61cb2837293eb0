import { AwsError } from "../../../gateway/errors.ts";
import { type Action, type Cognito, onPool } from "../context.ts";
import { groupView } from "../groups.ts";
import { optionalInteger, optionalText, text } from "../input.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
export const createGroup = (cognito: Cognito): Action => ({
  access: onPool(cognito, "CreateGroup"),
  handle: (input) => {
    const { store, now } = cognito;
    const pool = store.pools.get(text(input, "UserPoolId"));
    const name = text(input, "GroupName");
    if (store.groups.find(pool.id, name))
      throw new AwsError("GroupExistsException", "A group with the name already exists.");
    const group = {
      poolId: pool.id,
      name,
      description: optionalText(input, "Description"),
      precedence: optionalInteger(input, "Precedence", { min: 0, max: 2 ** 31 - 1 }),
      roleArn: optionalText(input, "RoleArn"),
      createdAt: now(),
      modifiedAt: now(),
    };
    store.groups.save(group);
    return { Group: groupView(group) };
  },
});
