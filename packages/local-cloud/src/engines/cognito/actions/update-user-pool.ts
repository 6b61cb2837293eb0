import { type Action, type Cognito, onPool } from "../context.ts";
import { optionalText, refuseUnknown, text } from "../input.ts";
import { changeableMembers, changeableSettings } from "../pools/pool-input.ts";

/**
 * What a call leaves out goes back to its default, as on AWS; what is fixed at creation stays.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html
 */
export const updateUserPool = (cognito: Cognito): Action => ({
  access: onPool(cognito, "UpdateUserPool"),
  handle: (input) => {
    refuseUnknown(input, "UpdateUserPool", [...changeableMembers, "UserPoolId", "PoolName"]);
    const { store, now } = cognito;
    const { id, settings } = store.pools.get(text(input, "UserPoolId"));
    const updated = {
      Name: optionalText(input, "PoolName") ?? settings.Name,
      SchemaAttributes: settings.SchemaAttributes,
      UsernameAttributes: settings.UsernameAttributes,
      AliasAttributes: settings.AliasAttributes,
      UsernameConfiguration: settings.UsernameConfiguration,
      ...changeableSettings(input),
      ...(input.UserPoolTags === undefined ? { UserPoolTags: settings.UserPoolTags } : {}),
    };
    store.pools.update(id, updated, now());
    return {};
  },
});
