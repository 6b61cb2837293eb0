/** The client's half of Cognito's SRP, as the browser libraries do it; written apart from the server's half. */
import { createHash, createHmac, getDiffieHellman, randomBytes } from "node:crypto";

const N = BigInt(`0x${getDiffieHellman("modp15").getPrime("hex")}`);
const g = 2n;

const number = (bytes: Buffer) => BigInt(`0x${bytes.toString("hex")}`);

const pad = (value: bigint): Buffer => {
  let hex = value.toString(16);
  if (hex.length % 2 === 1) hex = `0${hex}`;
  if (Number.parseInt(hex.slice(0, 2), 16) > 127) hex = `00${hex}`;
  return Buffer.from(hex, "hex");
};

const hash = (...parts: (Buffer | string)[]) => {
  const sha = createHash("sha256");
  for (const part of parts) sha.update(part);
  return sha.digest();
};

const pow = (base: bigint, exponent: bigint): bigint => {
  if (exponent === 0n) return 1n;
  const half = pow(base, exponent / 2n);
  return exponent % 2n === 0n ? (half * half) % N : (((half * half) % N) * base) % N;
};

export const startSrpClient = (poolId: string) => {
  const poolName = poolId.split("_")[1] ?? "";
  const a = number(randomBytes(32));
  const A = pow(g, a);
  return {
    publicValue: A.toString(16),
    /** Answers to the challenge `PASSWORD_VERIFIER`. */
    answer: (challenge: Readonly<Record<string, string>>, password: string) => {
      const { SALT = "", SRP_B = "", SECRET_BLOCK = "", USER_ID_FOR_SRP: userId = "" } = challenge;
      const B = BigInt(`0x${SRP_B}`);
      const u = number(hash(pad(A), pad(B)));
      const x = number(hash(pad(BigInt(`0x${SALT}`)), hash(`${poolName}${userId}:${password}`)));
      const k = number(hash(pad(N), pad(g)));
      const base = (((B - k * pow(g, x)) % N) + N) % N;
      const secret = pow(base, a + u * x);
      const extracted = createHmac("sha256", pad(u)).update(pad(secret)).digest();
      const info = Buffer.concat([Buffer.from("Caldera Derived Key"), Buffer.of(1)]);
      const key = createHmac("sha256", extracted).update(info).digest().subarray(0, 16);
      const TIMESTAMP = new Date().toUTCString();
      const signature = createHmac("sha256", key)
        .update(
          Buffer.concat([
            Buffer.from(poolName + userId),
            Buffer.from(SECRET_BLOCK, "base64"),
            Buffer.from(TIMESTAMP),
          ]),
        )
        .digest("base64");
      return {
        USERNAME: userId,
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: signature,
        TIMESTAMP,
      };
    },
  };
};
