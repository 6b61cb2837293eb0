import { element } from "../../../gateway/protocols/xml.ts";
import { timestamp } from "../../../gateway/protocols/xml-shape.ts";
import { behaviorsOf } from "../distributions/behaviors-of.ts";
import { absent, conflict, invalidArgument } from "../errors.ts";
import { longId, type Stored } from "../stored.ts";
import { type KeyGroupConfig, keyGroupConfig } from "../wire/access.ts";
import type { Kind } from "./kind.ts";

const write = ({ id, modifiedAt, config }: Stored<KeyGroupConfig>): string =>
  element("Id", id) +
  element("LastModifiedTime", timestamp.write(new Date(modifiedAt))) +
  element("KeyGroupConfig", keyGroupConfig.write(config));

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_KeyGroup.html */
export const keyGroup: Kind<KeyGroupConfig> = {
  name: "KeyGroup",
  plural: "KeyGroups",
  path: "key-group",
  hasArn: false,
  updatePath: "",
  shape: keyGroupConfig,
  errors: { absent: "NoSuchResource", exists: "KeyGroupAlreadyExists" },
  store: ({ stores }) => stores.keyGroups,
  newId: longId,
  identityOf: ({ Name }) => Name,
  check: ({ Items }, { stores }) => {
    if (Items.length === 0) throw invalidArgument("A key group needs at least one public key.");
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-key-groups
    if (Items.length > 5)
      throw invalidArgument(`A key group has 5 public keys at most, not ${Items.length}.`);
    const unknown = Items.find((id) => !stores.publicKeys.get(id));
    if (unknown !== undefined) throw absent("NoSuchPublicKey", `public key ${unknown}`);
  },
  checkRemoval: ({ id }, { stores }) => {
    const users = stores.distributions
      .list()
      .filter(({ config }) => behaviorsOf(config).some((one) => one.TrustedKeyGroups?.Items?.includes(id)));
    if (users.length > 0)
      throw conflict("ResourceInUse", `It is trusted by ${users.map((user) => user.id).join(", ")}.`);
  },
  write,
  summarise: (stored) => element("KeyGroup", write(stored)),
};
