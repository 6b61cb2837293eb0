import { type Action, type Cognito, onPool } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { type Input, text } from "../input.ts";
import { customAttribute } from "../pools/schema-attributes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AddCustomAttributes.html */
export const addCustomAttributes = (cognito: Cognito): Action => ({
  access: onPool(cognito, "AddCustomAttributes"),
  handle: (input) => {
    const { id, settings } = cognito.store.pools.get(text(input, "UserPoolId"));
    const added = ((input.CustomAttributes ?? []) as readonly Input[]).map(customAttribute);
    const known = new Set(settings.SchemaAttributes.map(({ Name }) => Name));
    const twice = added.find(({ Name }) => known.has(Name));
    if (twice) throw invalidParameter(`${twice.Name}: Existing attribute already has name ${twice.Name}.`);
    cognito.store.pools.update(
      id,
      { ...settings, SchemaAttributes: [...settings.SchemaAttributes, ...added] },
      cognito.now(),
    );
    return {};
  },
});
