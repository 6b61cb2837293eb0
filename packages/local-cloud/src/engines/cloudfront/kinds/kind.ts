/**
 * CloudFront's resources differ in what they say, and hardly in what can be done with them: each kind is one
 * file here, and each verb one in `verbs/`.
 */
import type { XmlShape } from "../../../gateway/protocols/xml-shape.ts";
import type { CloudFrontContext } from "../context.ts";
import type { Store, Stored } from "../stored.ts";

export interface Kind<Config> {
  /** `CachePolicy`; operations, documents and members are named after it. */
  readonly name: string;
  /** `CachePolicies` */
  readonly plural: string;
  /** `cache-policy`, in URLs and ARNs. */
  readonly path: string;
  /** Whether IAM knows ARNs of it. */
  readonly hasArn: boolean;
  /** `/config` for those that are updated there. */
  readonly updatePath: "" | "/config";
  /** Of the configuration, which the root element `<name>Config` holds. */
  readonly shape: XmlShape<Config>;
  readonly errors: { readonly absent: string; readonly exists: string };
  store(context: CloudFrontContext): Store<Config>;
  newId(): string;
  /** What must be different from all others of its kind. */
  identityOf(config: Config): string;
  /** @throws {AwsError} when the configuration is not one, or not one that can be served */
  check(config: Config, context: CloudFrontContext): void;
  /** @throws {AwsError} when a change may not be made */
  checkChange?(before: Config, after: Config): void;
  /** @throws {AwsError} when it is in use */
  checkRemoval(stored: Stored<Config>, context: CloudFrontContext): void;
  /** Removes what belongs to one that is gone. */
  forget?(id: string, context: CloudFrontContext): void;
  /** Those that AWS brings along. */
  readonly managed?: readonly Stored<Config>[];
  /** The content of the element `<name>`. */
  write(stored: Stored<Config>, context: CloudFrontContext): string;
  /** The content of the element `<name>Summary` in lists. */
  summarise(stored: Stored<Config>, context: CloudFrontContext): string;
}

/** @returns also those that AWS manages */
export const findOf = <Config>(
  kind: Kind<Config>,
  context: CloudFrontContext,
  id: string,
): Stored<Config> | undefined => kind.managed?.find((one) => one.id === id) ?? kind.store(context).get(id);
