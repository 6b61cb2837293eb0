/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListEmailIdentities.html */
import { sesAction } from "../action.ts";
import { pageOf } from "../page.ts";

export const listEmailIdentities = sesAction("ListEmailIdentities", {
  handle: (read, { identities }) => {
    const { page, NextToken } = pageOf(read, identities.list(), ({ name }) => name);
    const EmailIdentities = page.map(({ name, type }) => ({
      IdentityName: name,
      IdentityType: type,
      SendingEnabled: true,
      VerificationStatus: "SUCCESS",
    }));
    return { EmailIdentities, NextToken };
  },
});
