/** https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html */
import type { InputReader } from "../../../gateway/input-reader.ts";
import { addressIn } from "../messages/address.ts";

export const suppressionReasons = ["BOUNCE", "COMPLAINT"] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

export interface SuppressedDestination {
  readonly address: string;
  readonly reason: SuppressionReason;
  /** Epoch seconds. */
  readonly updatedAt: number;
}

const isReason = (text: string): text is SuppressionReason =>
  suppressionReasons.some((reason) => reason === text);

export const suppressionReasonsIn = (read: InputReader, member: string): readonly SuppressionReason[] =>
  read.texts(member, { oneOf: suppressionReasons }).filter(isReason);

/** The list knows no difference between capital and small letters. */
export const suppressionKey = (address: string): string => address.toLowerCase();

export const suppressedAddressIn = (read: InputReader): string =>
  addressIn(read.text("EmailAddress", { minimum: 1, maximum: 320 })).address;
