/** https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html */
import type { InputReader } from "../../../gateway/input-reader.ts";
import type { DocumentStore } from "../../../state/document-store.ts";
import { badRequest } from "../errors.ts";
import { addressIn, domainOf, isDomain } from "../messages/address.ts";
import type { Tags } from "../tags.ts";

/**
 * An address or a domain that may send. There is nobody to click on a link and no DNS to ask, so an identity
 * counts as verified once it is made.
 */
export interface Identity {
  readonly name: string;
  readonly type: "EMAIL_ADDRESS" | "DOMAIN";
  /** Used by messages that name no set themselves. */
  readonly configurationSetName?: string;
  readonly tags: Tags;
}

/** The local part of an address is case-sensitive, a domain is not. */
const canonical = (name: string): string => {
  const at = name.lastIndexOf("@");
  return name.slice(0, at + 1) + name.slice(at + 1).toLowerCase();
};

/** @throws {AwsError} for what is neither an address nor a domain */
export const identityNameIn = (read: InputReader, member: string): string => {
  const name = canonical(read.text(member, { minimum: 1, maximum: 320 }));
  if (name.includes("@")) return addressIn(name).address;
  if (!isDomain(name)) throw badRequest(`Invalid email identity: ${name}.`);
  return name;
};

export const typeOf = (name: string): Identity["type"] => (name.includes("@") ? "EMAIL_ADDRESS" : "DOMAIN");

/**
 * The identity that lets an address send: its own, else that of its domain, else that of a parent domain.
 * https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html#verify-domain-procedure
 */
export const identityFor = (identities: DocumentStore<Identity>, address: string): Identity | undefined => {
  const own = identities.get(canonical(address));
  if (own) return own;
  for (let domain = domainOf(address); domain.includes("."); domain = domain.slice(domain.indexOf(".") + 1)) {
    const identity = identities.get(domain);
    if (identity) return identity;
  }
  return undefined;
};
