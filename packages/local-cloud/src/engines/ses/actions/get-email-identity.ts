/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html */
import { sesAction } from "../action.ts";
import { identityIn, onIdentity } from "../identities/existing-identity.ts";
import { dkimAttributes } from "../identities/identity-view.ts";
import { wireTags } from "../tags.ts";

export const getEmailIdentity = sesAction("GetEmailIdentity", {
  needs: onIdentity,
  handle: (read, context) => {
    const identity = identityIn(read, context);
    return {
      IdentityType: identity.type,
      // Bounces are told in events only.
      FeedbackForwardingStatus: false,
      VerifiedForSendingStatus: true,
      VerificationStatus: "SUCCESS",
      DkimAttributes: dkimAttributes(identity),
      Policies: {},
      Tags: wireTags(identity.tags),
      ConfigurationSetName: identity.configurationSetName,
    };
  },
});
