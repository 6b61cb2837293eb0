import type { SesAction } from "./action.ts";
import { deleteIdentity } from "./older-actions/delete-identity.ts";
import { getIdentityVerificationAttributes } from "./older-actions/get-identity-verification-attributes.ts";
import { getSendQuota } from "./older-actions/get-send-quota.ts";
import { listIdentities } from "./older-actions/list-identities.ts";
import { sendEmail } from "./older-actions/send-email.ts";
import { sendRawEmail } from "./older-actions/send-raw-email.ts";
import { sendTemplatedEmail } from "./older-actions/send-templated-email.ts";
import { verifyEmailIdentity } from "./older-actions/verify-email-identity.ts";

/** The operations of API v1 by name. */
export const olderSesActions: Readonly<Record<string, SesAction>> = {
  DeleteIdentity: deleteIdentity,
  GetIdentityVerificationAttributes: getIdentityVerificationAttributes,
  GetSendQuota: getSendQuota,
  ListIdentities: listIdentities,
  SendEmail: sendEmail,
  SendRawEmail: sendRawEmail,
  SendTemplatedEmail: sendTemplatedEmail,
  VerifyEmailIdentity: verifyEmailIdentity,
};
