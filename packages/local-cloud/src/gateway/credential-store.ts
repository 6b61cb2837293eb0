import type { Principal } from "../iam/principal.ts";
import type { SigningCredentials } from "./sigv4/verify.ts";

/** Credentials together with whom they stand for. */
export interface Caller extends SigningCredentials {
  readonly principal: Principal;
}

/** Where the gateway looks up access keys. */
export interface CredentialStore {
  /** `undefined` for a key that nobody issued, or whose owner is gone. */
  find(accessKeyId: string): Caller | undefined;
}

/** Asks several stores in turn: the operator, sessions of STS, functions. */
export const firstOf = (...stores: readonly CredentialStore[]): CredentialStore => ({
  find: (accessKeyId) => {
    for (const store of stores) {
      const caller = store.find(accessKeyId);
      if (caller) return caller;
    }
    return undefined;
  },
});
