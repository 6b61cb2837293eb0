import { createHmac, timingSafeEqual } from "node:crypto";
import { ValidationFailed } from "@skein/lambda-kit/errors";

/** Proofs that somebody got a mail at an address, and may end its subscription. */
export interface UnsubscribeTokens {
  readonly seal: (key: string) => string;
  /** @returns the key of the address @throws {ValidationFailed} for a token that is not ours */
  readonly open: (token: string) => string;
}

/** Part of what is signed: a token is good for nothing else, and nothing else for a token. */
const purpose = "skein.blog.unsubscribe.v1";
const keyBytes = 32;

/**
 * Tokens that never expire: a mail may be years old, and its link must work
 * (https://www.rfc-editor.org/rfc/rfc8058#section-3.1). They name the address and not the subscription, so that any
 * old mail ends the newest one.
 *
 * @param secret at least 32 characters
 */
export const unsubscribeTokens = (secret: string): UnsubscribeTokens => {
  const macOf = (key: Buffer) => createHmac("sha256", secret).update(`${purpose}\n`).update(key).digest();

  return {
    seal(key) {
      const bytes = Buffer.from(key, "base64url");
      return Buffer.concat([bytes, macOf(bytes)]).toString("base64url");
    },

    open(token) {
      const bytes = Buffer.from(token, "base64url");
      const key = bytes.subarray(0, keyBytes);
      const mac = bytes.subarray(keyBytes);
      // Some mail programs put a line break or a dot at the end of a link: decoding leaves them out.
      if (mac.length !== keyBytes || !timingSafeEqual(mac, macOf(key)))
        throw new ValidationFailed([{ path: "/query/token", message: "is not from one of our mails" }]);
      return key.toString("base64url");
    },
  };
};
