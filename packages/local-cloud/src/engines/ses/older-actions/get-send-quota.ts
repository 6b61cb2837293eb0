/** https://docs.aws.amazon.com/ses/latest/APIReference/API_GetSendQuota.html */
import { olderSesAction } from "../action.ts";
import { sendQuota } from "../sending/quota.ts";

export const getSendQuota = olderSesAction("GetSendQuota", {
  handle: (_read, context) => sendQuota(context),
});
