import { element } from "../../../gateway/protocols/xml.ts";
import type { CloudFrontContext } from "../context.ts";
import type { DistributionConfig } from "../wire/distribution-config.ts";
import { behaviorsOf } from "./behaviors-of.ts";

const list = (items: readonly string[]): string =>
  element("Quantity", String(items.length)) + element("Items", items.join(""));

/** The key groups that behaviors trust, with their keys. */
export const activeKeyGroups = (config: DistributionConfig, { stores }: CloudFrontContext): string => {
  const trusted = behaviorsOf(config).flatMap(({ TrustedKeyGroups }) =>
    TrustedKeyGroups?.Enabled ? (TrustedKeyGroups.Items ?? []) : [],
  );
  const groups = [...new Set(trusted)].map((id) => {
    const keys = stores.keyGroups.get(id)?.config.Items ?? [];
    const keyIds = list(keys.map((key) => element("KeyPairId", key)));
    return element("KeyGroup", element("KeyGroupId", id) + element("KeyPairIds", keyIds));
  });
  return element("ActiveTrustedKeyGroups", element("Enabled", String(groups.length > 0)) + list(groups));
};
