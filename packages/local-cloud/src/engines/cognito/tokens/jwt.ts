import { sign, verify } from "node:crypto";
import type { Keys } from "./keys.ts";

export type Claims = Readonly<Record<string, unknown>>;

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A compact JWT, RS256. https://www.rfc-editor.org/rfc/rfc7519 */
export const signJwt = (keys: Keys, claims: Claims): string => {
  const content = `${encode({ kid: keys.keyId, alg: "RS256" })}.${encode(claims)}`;
  return `${content}.${sign("RSA-SHA256", Buffer.from(content), keys.privateKey).toString("base64url")}`;
};

/** The claims of a token that these keys have signed; time is not looked at. `undefined` for any other text. */
export const readJwt = (keys: Keys, token: string): Claims | undefined => {
  const [header = "", payload = "", signature = "", ...rest] = token.split(".");
  if (rest.length > 0) return undefined;
  const genuine = verify(
    "RSA-SHA256",
    Buffer.from(`${header}.${payload}`),
    keys.publicKey,
    Buffer.from(signature, "base64url"),
  );
  return genuine ? (JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Claims) : undefined;
};

/** The claims that a token makes, whoever wrote it: nothing is verified. `undefined` when it is no JWT. */
export const peekJwt = (token: string): Claims | undefined => {
  const parts = token.split(".");
  if (parts.length !== 3) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? "", "base64url").toString("utf8"));
    return typeof claims === "object" && claims !== null ? (claims as Claims) : undefined;
  } catch {
    return undefined;
  }
};
