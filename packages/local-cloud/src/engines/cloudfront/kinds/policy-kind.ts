/** What cache, origin request and response headers policies have in common. */
import { element } from "../../../gateway/protocols/xml.ts";
import { text, timestamp, type XmlShape } from "../../../gateway/protocols/xml-shape.ts";
import type { CloudFrontContext } from "../context.ts";
import { behaviorsOf } from "../distributions/behaviors-of.ts";
import { conflict, invalidArgument } from "../errors.ts";
import { longId, type Store, type Stored } from "../stored.ts";
import type { BehaviorConfig } from "../wire/cache-behavior.ts";
import type { Kind } from "./kind.ts";

interface PolicyKind<Config> {
  readonly name: string;
  readonly plural: string;
  readonly path: string;
  readonly shape: XmlShape<Config>;
  readonly managed: readonly Stored<Config>[];
  readonly store: (context: CloudFrontContext) => Store<Config>;
  /** The policy that a behavior has attached. */
  readonly attachedTo: (behavior: BehaviorConfig) => string | undefined;
  readonly check: (config: Config) => void;
}

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html */
const checkName = (name: string): void => {
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(name))
    throw invalidArgument(`The name of a policy has 1 to 128 letters, digits, - and _, but is "${name}"`);
};

export const policyKind = <Config extends { readonly Name: string }>(
  policy: PolicyKind<Config>,
): Kind<Config> => {
  const write = (stored: Stored<Config>): string =>
    element("Id", text.write(stored.id)) +
    element("LastModifiedTime", timestamp.write(new Date(stored.modifiedAt))) +
    element(`${policy.name}Config`, policy.shape.write(stored.config));
  const isManaged = ({ id }: Stored<Config>) => policy.managed.some((one) => one.id === id);

  return {
    ...policy,
    hasArn: true,
    updatePath: "",
    errors: { absent: `NoSuch${policy.name}`, exists: `${policy.name}AlreadyExists` },
    newId: longId,
    identityOf: ({ Name }) => Name,
    check: (config) => {
      checkName(config.Name);
      policy.check(config);
    },
    checkRemoval: ({ id }, { stores }) => {
      const users = stores.distributions
        .list()
        .filter(({ config }) => behaviorsOf(config).some((one) => policy.attachedTo(one) === id));
      if (users.length > 0)
        throw conflict(
          `${policy.name}InUse`,
          `The policy is attached to ${users.map((user) => user.id).join(", ")}.`,
        );
    },
    write,
    summarise: (stored) =>
      element("Type", isManaged(stored) ? "managed" : "custom") + element(policy.name, write(stored)),
  };
};
