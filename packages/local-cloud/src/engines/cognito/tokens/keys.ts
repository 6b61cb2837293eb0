import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Secrets of this cloud alone: whoever has them can be anyone in its pools. */
export interface Keys {
  /** In the header of every token and in the key set. */
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** 32 bytes; seals what is handed to a client between two steps of a sign-in. */
  readonly sealingKey: Buffer;
}

interface StoredKeys {
  readonly keyId: string;
  readonly privateKey: string;
  readonly sealingKey: string;
}

const generate = (): StoredKeys => ({
  keyId: randomBytes(32).toString("base64"),
  privateKey: generateKeyPairSync("rsa", {
    modulusLength: 2_048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }).privateKey,
  sealingKey: randomBytes(32).toString("base64"),
});

/** Reads `<folder>/keys.json`, or makes it, readable by its owner only. */
export const loadKeys = (folder: string): Keys => {
  const file = path.join(folder, "keys.json");
  if (!existsSync(file)) {
    // Renamed into place: a crash leaves the whole file or none.
    const draft = `${file}.${process.pid}.tmp`;
    writeFileSync(draft, JSON.stringify(generate()), { mode: 0o600 });
    renameSync(draft, file);
  }
  const stored = JSON.parse(readFileSync(file, "utf8")) as StoredKeys;
  const privateKey = createPrivateKey(stored.privateKey);
  return {
    keyId: stored.keyId,
    privateKey,
    publicKey: createPublicKey(privateKey),
    sealingKey: Buffer.from(stored.sealingKey, "base64"),
  };
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html */
export const keySet = ({ keyId, publicKey }: Keys): object => {
  const { e, n } = publicKey.export({ format: "jwk" });
  return { keys: [{ alg: "RS256", e, kid: keyId, kty: "RSA", n, use: "sig" }] };
};
