import { type IdentityAction, onEverything } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { reader } from "../input.ts";

const mostAtOnce = 60;

/**
 * Whoever logs in again is somebody new. Credentials that were given out stay valid until they expire.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentities.html
 */
export const deleteIdentities: IdentityAction = ({ identities }) => ({
  access: onEverything("DeleteIdentities"),
  handle: (input) => {
    const ids = reader(input).texts("IdentityIdsToDelete", { minimum: 1, maximum: 55 });
    if (ids.length === 0 || ids.length > mostAtOnce)
      throw invalidParameter(`IdentityIdsToDelete must have between 1 and ${mostAtOnce} ids.`);
    for (const id of ids) identities.delete(id);
    return { UnprocessedIdentityIds: [] };
  },
});
