/** https://docs.aws.amazon.com/ses/latest/APIReference/API_GetIdentityVerificationAttributes.html */
import { xmlMap } from "../../../gateway/protocols/query.ts";
import { olderSesAction } from "../action.ts";

export const getIdentityVerificationAttributes = olderSesAction("GetIdentityVerificationAttributes", {
  handle: (read, { identities }) => {
    const known = read.texts("Identities").filter((name) => identities.get(name));
    return {
      VerificationAttributes: xmlMap(
        Object.fromEntries(known.map((name) => [name, { VerificationStatus: "Success" }])),
      ),
    };
  },
});
