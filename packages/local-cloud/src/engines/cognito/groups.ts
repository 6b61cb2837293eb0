import type { Cognito } from "./context.ts";
import { groupNotFound } from "./errors.ts";
import { type Input, text } from "./input.ts";
import { seconds } from "./pools/pool-view.ts";
import type { Group } from "./store/group-store.ts";

/** The group that a call names by `UserPoolId` and `GroupName`. @throws {AwsError} `ResourceNotFoundException` */
export const namedGroup = ({ store }: Cognito, input: Input): Group => {
  const pool = store.pools.get(text(input, "UserPoolId"));
  const group = store.groups.find(pool.id, text(input, "GroupName"));
  if (!group) throw groupNotFound();
  return group;
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GroupType.html */
export const groupView = (group: Group): object => ({
  GroupName: group.name,
  UserPoolId: group.poolId,
  ...(group.description === undefined ? {} : { Description: group.description }),
  ...(group.precedence === undefined ? {} : { Precedence: group.precedence }),
  ...(group.roleArn === undefined ? {} : { RoleArn: group.roleArn }),
  CreationDate: seconds(group.createdAt),
  LastModifiedDate: seconds(group.modifiedAt),
});
