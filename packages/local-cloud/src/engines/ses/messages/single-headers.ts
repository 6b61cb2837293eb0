import { badRequest } from "../errors.ts";
import type { Header } from "./header.ts";

/** https://docs.aws.amazon.com/ses/latest/dg/header-fields.html */
const onlyOnce = new Set(
  `Accept-Language acceptLanguage Archived-At Auto-Submitted Bounces-to Comments Content-Alternative Content-Base
  Content-Class Content-Description Content-Disposition Content-Duration Content-ID Content-Language Content-Length
  Content-Location Content-MD5 Content-Transfer-Encoding Content-Type Date Delivered-To
  Disposition-Notification-Options Disposition-Notification-To DKIM-Signature DomainKey-Signature Errors-To From
  Importance In-Reply-To Keywords List-Archive List-Help List-Id List-Owner List-Post List-Subscribe List-Unsubscribe
  List-Unsubscribe-Post Message-Context Message-ID MIME-Version Organization Original-From Original-Message-ID
  Original-Recipient Original-Subject Precedence Priority References Reply-To Return-Path Return-Receipt-To Sender
  Solicitation Sensitivity Subject Thread-Index Thread-Topic User-Agent VBR-Info`
    .toLowerCase()
    .split(/\s+/),
);

/** @throws {AwsError} for a field that comes twice, and may not */
export const refuseDuplicates = (headers: readonly Header[]): void => {
  const seen = new Set<string>();
  for (const { name } of headers) {
    const key = name.toLowerCase();
    if (onlyOnce.has(key) && seen.has(key)) throw badRequest(`Duplicate header '${name}'.`);
    seen.add(key);
  }
};
