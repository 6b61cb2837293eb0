/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html */
import { BlockList, isIP } from "node:net";

/** What a signature allows. */
export interface SignedPolicy {
  readonly resource: string;
  /** Seconds. */
  readonly before: number;
  readonly after: number | undefined;
  /** `192.0.2.0/24` */
  readonly addresses: string | undefined;
}

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};

const epoch = (condition: unknown): number | undefined => {
  const value = membersOf(condition)["AWS:EpochTime"];
  return typeof value === "number" && Number.isInteger(value) ? value : undefined;
};

const known = new Set(["DateLessThan", "DateGreaterThan", "IpAddress"]);

/** @returns `undefined` for what is not one policy with one statement and an end */
export const parseSignedPolicy = (text: string): SignedPolicy | undefined => {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { Statement: statements } = membersOf(document);
  if (!Array.isArray(statements) || statements.length !== 1) return undefined;
  const { Resource: resource = "*", Condition } = membersOf(statements[0]);
  const conditions = membersOf(Condition);
  const before = epoch(conditions.DateLessThan);
  // A condition that is not understood must not be taken for one that holds.
  if (typeof resource !== "string" || before === undefined) return undefined;
  if (Object.keys(conditions).some((name) => !known.has(name))) return undefined;
  const after = epoch(conditions.DateGreaterThan);
  if (conditions.DateGreaterThan !== undefined && after === undefined) return undefined;
  const addresses = membersOf(conditions.IpAddress)["AWS:SourceIp"];
  if (conditions.IpAddress !== undefined && typeof addresses !== "string") return undefined;
  return { resource, before, after, addresses: typeof addresses === "string" ? addresses : undefined };
};

const matchesResource = (pattern: string, url: string): boolean => {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "s").test(url);
};

const inNetwork = (address: string, network: string): boolean => {
  const [base = "", bits] = network.split("/", 2);
  const family = isIP(base);
  if (family === 0 || isIP(address) !== family) return false;
  const list = new BlockList();
  const type = family === 6 ? "ipv6" : "ipv4";
  const prefix = bits === undefined ? (family === 6 ? 128 : 32) : Number(bits);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > (family === 6 ? 128 : 32)) return false;
  list.addSubnet(base, prefix, type);
  return list.check(address, type);
};

export interface SignedUse {
  /** The URL by the names that it has here and would have on AWS. */
  readonly urls: readonly string[];
  readonly address: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

export const policyAllows = (policy: SignedPolicy, { urls, address, now }: SignedUse): boolean =>
  now < policy.before * 1_000 &&
  (policy.after === undefined || now > policy.after * 1_000) &&
  (policy.addresses === undefined || inNetwork(address, policy.addresses)) &&
  urls.some((url) => matchesResource(policy.resource, url));
