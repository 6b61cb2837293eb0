import { createPublicKey, type KeyObject } from "node:crypto";
import type { CloudFrontContext } from "../../engines/cloudfront/context.ts";
import type { BehaviorConfig } from "../../engines/cloudfront/wire/cache-behavior.ts";

/** By their ids, which signatures name as `Key-Pair-Id`. */
export type TrustedKeys = ReadonlyMap<string, KeyObject>;

/** The keys that a behavior trusts; `undefined` when everybody may see what is there. */
export const trustedKeys = (
  { TrustedKeyGroups: trusted }: BehaviorConfig,
  { stores }: CloudFrontContext,
): TrustedKeys | undefined => {
  if (!trusted?.Enabled) return undefined;
  const ids = (trusted.Items ?? []).flatMap((group) => stores.keyGroups.get(group)?.config.Items ?? []);
  return new Map(
    ids.flatMap((id) => {
      const key = stores.publicKeys.get(id);
      return key ? [[id, createPublicKey(key.config.EncodedKey)] as const] : [];
    }),
  );
};
