/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html */
import { sesAction } from "../action.ts";
import { sendQuota } from "../sending/quota.ts";
import { suppressionReasons } from "../suppression/suppressed-destination.ts";

export const getAccount = sesAction("GetAccount", {
  handle: (_read, context) => ({
    // Out of the sandbox, in which recipients, too, would have to be verified.
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    EnforcementStatus: "HEALTHY",
    DedicatedIpAutoWarmupEnabled: false,
    SendQuota: sendQuota(context),
    SuppressionAttributes: { SuppressedReasons: suppressionReasons },
  }),
});
