import { createHash } from "node:crypto";
import { domainToASCII } from "node:url";

/**
 * An e-mail address in the one form in which it is kept: the same mailbox subscribes once, however it is written.
 * What stands before the `@` could be case-sensitive, but is at no provider that anybody uses.
 *
 * @param email one that the contract allows
 */
export const normalAddress = (email: string): string => {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, at).toLowerCase()}@${domainToASCII(email.slice(at + 1))}`;
};

/** Stands for an address where the address itself is nobody's business: in keys, messages and tokens. */
export const addressKey = (address: string): string =>
  createHash("sha256").update(address).digest("base64url");
