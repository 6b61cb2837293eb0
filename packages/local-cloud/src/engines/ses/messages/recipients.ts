import type { InputReader } from "../../../gateway/input-reader.ts";
import { badRequest } from "../errors.ts";
import { type Address, addressList } from "./address.ts";

export interface Recipients {
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
}

/** https://docs.aws.amazon.com/ses/latest/dg/quotas.html#quotas-message */
const mostRecipients = 50;

export const everyRecipient = ({ to, cc, bcc }: Recipients): readonly Address[] => [...to, ...cc, ...bcc];

/** An absent destination has nobody in it. */
export const recipientsIn = (destination: InputReader | undefined): Recipients => ({
  to: destination ? addressList(destination, "ToAddresses") : [],
  cc: destination ? addressList(destination, "CcAddresses") : [],
  bcc: destination ? addressList(destination, "BccAddresses") : [],
});

/** @throws {AwsError} for none, or for more than a message may have */
export const checkRecipients = (recipients: Recipients): void => {
  const { length } = everyRecipient(recipients);
  if (length === 0) throw badRequest("Missing required header 'To'.");
  if (length > mostRecipients) throw badRequest(`Recipient count exceeds ${mostRecipients}.`);
};
