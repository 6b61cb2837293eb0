import { type Action, type Cognito, unsigned } from "../context.ts";
import { textMap } from "../input.ts";
import { type CodeDeliveryDetails, sendCode } from "../messages/codes.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { signedIn } from "../tokens/access-token.ts";
import { attributesOf, checkMutable, checkWritable, withAttributes } from "../users/attributes.ts";
import { updateUser } from "../users/save-user.ts";

/** Whether a changed e-mail keeps its old value until the new one is verified. */
const waitsForCode = ({ settings }: UserPool): boolean =>
  settings.UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate.includes("email");

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserAttributes.html */
export const updateUserAttributes = (cognito: Cognito): Action => ({
  access: unsigned,
  handle: async (input) => {
    const { pool, client, user } = signedIn(cognito, input);
    const changes = attributesOf(pool, input);
    checkWritable(client, Object.keys(changes));
    checkMutable(pool, Object.keys(changes));
    const email = changes.email === user.attributes.email ? undefined : changes.email;
    const { email: _email, ...immediate } = changes;
    const delayed = email !== undefined && email !== "" && waitsForCode(pool);
    const updated = updateUser(cognito, pool, user, (current) => ({
      ...current,
      attributes: withAttributes(current.attributes, delayed ? immediate : changes),
    }));

    const details: CodeDeliveryDetails[] = [];
    if (email && pool.settings.AutoVerifiedAttributes.includes("email"))
      details.push(
        await sendCode(cognito, {
          purpose: "email",
          kind: "UpdateUserAttribute",
          pool,
          user: updated,
          to: email,
          ...(delayed ? { pendingValue: email } : {}),
          clientId: client.id,
          clientMetadata: textMap(input, "ClientMetadata"),
        }),
      );
    return { CodeDeliveryDetailsList: details };
  },
});
