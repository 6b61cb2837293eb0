/** Addresses as SES takes them: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html */
import { addressParser } from "postal-mime";
import type { InputReader } from "../../../gateway/input-reader.ts";
import { badRequest } from "../errors.ts";

export interface Address {
  /** Bare: `ada@skein.example`. */
  readonly address: string;
  /** Display name, decoded; empty without one. */
  readonly name: string;
  /** As it was given: `Ada <ada@skein.example>`. */
  readonly text: string;
}

const domainPattern = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i;
/** SES takes no internationalised local parts: they must be 7-bit ASCII. */
const localPattern = /^(?:[\w.!#$%&'*+/=?^`{|}~-]{1,64}|"[\x20\x21\x23-\x5b\x5d-\x7e]{1,62}")$/;

export const isDomain = (text: string): boolean => domainPattern.test(text);

export const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf("@") + 1).toLowerCase();

/** @throws {AwsError} for anything but one address, with or without a display name */
export const addressIn = (text: string): Address => {
  const [mailbox, ...more] = addressesIn(text);
  if (!mailbox || more.length > 0) throw badRequest(`Illegal address: ${text}`);
  return { ...mailbox, text: text.trim() };
};

/** The addresses of a header field. */
export const addressesIn = (text: string): readonly Address[] => {
  // A line break in an address would let its sender write header fields.
  if (/[\r\n]/.test(text)) throw badRequest("Illegal address: it contains a line break");
  return addressParser(text, { flatten: true }).map((mailbox) => checked(mailbox, text));
};

const checked = ({ name, address = "" }: { name: string; address?: string | undefined }, text: string) => {
  // The parser makes a name of any words that stand beside an address.
  if (name !== "" && !text.includes("<")) throw badRequest(`Illegal address: ${text}`);
  const at = address.lastIndexOf("@");
  if (at < 0) throw badRequest("Missing final '@domain'");
  if (!localPattern.test(address.slice(0, at))) throw badRequest(`Illegal address: ${text}`);
  if (!isDomain(address.slice(at + 1))) throw badRequest(`Illegal address: ${text}`);
  return { name, address, text: name === "" ? address : `${name} <${address}>` };
};

export const optionalAddress = (read: InputReader, member: string): Address | undefined => {
  const text = read.optionalText(member, { maximum: 1_000 });
  return text === undefined ? undefined : addressIn(text);
};

export const addressList = (read: InputReader, member: string): readonly Address[] =>
  read.texts(member).map(addressIn);
