/**
 * Secure Remote Password 6a, with the group and the key derivation of Cognito: the password never crosses the wire,
 * and the pool keeps a verifier from which it cannot be read. RFC 5054, group 3072; what Cognito adds (user names
 * bound to the pool, HKDF) is in https://github.com/aws-amplify/amplify-js/tree/main/packages/auth/src/providers/cognito/utils/srp
 */
import { createHash, createHmac, getDiffieHellman, randomBytes, timingSafeEqual } from "node:crypto";
import type { PasswordVerifier } from "../users/user.ts";

/** The prime of RFC 3526's group 15 is the one of RFC 5054's 3072-bit group; the generator is 2 in both. */
const prime = getDiffieHellman("modp15").getPrime();
const N = BigInt(`0x${prime.toString("hex")}`);
const g = 2n;

const sha256 = (...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const toBigInt = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString("hex") || "0"}`);

/** Bytes of a number as Java's BigInteger writes them: with a zero in front where the first bit is set. */
const padded = (value: bigint): Buffer => {
  const hex = value.toString(16);
  const even = hex.length % 2 === 1 ? `0${hex}` : hex;
  return Buffer.from(/^[89a-f]/i.test(even) ? `00${even}` : even, "hex");
};

const power = (base: bigint, exponent: bigint): bigint => {
  let result = 1n;
  let square = base % N;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % N;
    square = (square * square) % N;
  }
  return result;
};

const k = toBigInt(sha256(padded(N), padded(g)));

/** Whom a password belongs to: the verifier is worthless for anyone else. */
export interface Identity {
  /** Without the region. */
  readonly poolName: string;
  readonly username: string;
}

const privateExponent = ({ poolName, username }: Identity, salt: bigint, password: string): bigint =>
  toBigInt(sha256(padded(salt), sha256(`${poolName}${username}:${password}`)));

export const createVerifier = (
  identity: Identity,
  password: string,
  salt: Buffer = randomBytes(16),
): PasswordVerifier => ({
  salt: salt.toString("hex"),
  verifier: power(g, privateExponent(identity, toBigInt(salt), password)).toString(16),
});

/** Checks a password that did cross the wire (`USER_PASSWORD_AUTH`). */
export const passwordMatches = (identity: Identity, stored: PasswordVerifier, password: string): boolean => {
  const given = createVerifier(identity, password, Buffer.from(stored.salt, "hex"));
  return timingSafeEqual(sha256(given.verifier), sha256(stored.verifier));
};

/** The server's half of one exchange; `secret` must not leave the server. */
export interface ServerHalf {
  readonly secret: string;
  /** `SRP_B`. */
  readonly publicValue: string;
}

export const createServerHalf = (
  { verifier }: PasswordVerifier,
  secret: bigint = toBigInt(randomBytes(32)),
): ServerHalf => ({
  secret: secret.toString(16),
  publicValue: ((k * BigInt(`0x${verifier}`) + power(g, secret)) % N).toString(16),
});

/** `SRP_A` must not be a multiple of N: the key would be known to all. */
export const isPublicValue = (value: string): boolean =>
  /^[0-9a-f]{1,770}$/i.test(value) && BigInt(`0x${value}`) % N !== 0n;

export interface Exchange {
  readonly identity: Identity;
  readonly stored: PasswordVerifier;
  readonly clientPublic: string;
  readonly server: ServerHalf;
}

const sessionKey = ({ stored, clientPublic, server }: Exchange): Buffer => {
  const A = BigInt(`0x${clientPublic}`);
  const u = toBigInt(sha256(padded(A), padded(BigInt(`0x${server.publicValue}`))));
  const shared = power(A * power(BigInt(`0x${stored.verifier}`), u), BigInt(`0x${server.secret}`));
  const extracted = createHmac("sha256", padded(u)).update(padded(shared)).digest();
  return createHmac("sha256", extracted)
    .update("Caldera Derived Key")
    .update(Buffer.of(1))
    .digest()
    .subarray(0, 16);
};

/** Whether the client has proven that it knows the password, by `PASSWORD_CLAIM_SIGNATURE`. */
export const claimMatches = (
  exchange: Exchange,
  claim: { readonly secretBlock: string; readonly timestamp: string; readonly signature: string },
): boolean => {
  const { poolName, username } = exchange.identity;
  const expected = createHmac("sha256", sessionKey(exchange))
    .update(poolName)
    .update(username)
    .update(Buffer.from(claim.secretBlock, "base64"))
    .update(claim.timestamp)
    .digest();
  return timingSafeEqual(sha256(expected), sha256(Buffer.from(claim.signature, "base64")));
};
