import { BlockList, isIP } from "node:net";
import { PatternError } from "./pattern-error.ts";

export type AddressRange = (address: string) => boolean;

const familyOf = (address: string): "ipv4" | "ipv6" | undefined => {
  const version = isIP(address);
  return version === 4 ? "ipv4" : version === 6 ? "ipv6" : undefined;
};

/**
 * Reads an address or a block in CIDR notation, both IPv4 and IPv6.
 *
 * @throws {PatternError}
 * @see https://docs.aws.amazon.com/sns/latest/dg/string-value-matching.html (IP address matching)
 */
export const addressRangeOf = (cidr: string): AddressRange => {
  const [address = "", bits, ...rest] = cidr.split("/");
  const family = familyOf(address);
  const widest = family === "ipv4" ? 32 : 128;
  const prefix = bits === undefined ? widest : Number(bits);
  if (!family || rest.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits)))
    throw new PatternError(`Malformed CIDR, one '/' required: ${cidr}`);
  if (prefix > widest) throw new PatternError(`Malformed CIDR, mask bits must be between 0 and ${widest}`);

  const block = new BlockList();
  block.addSubnet(address, prefix, family);
  return (candidate) => familyOf(candidate) === family && block.check(candidate, family);
};
