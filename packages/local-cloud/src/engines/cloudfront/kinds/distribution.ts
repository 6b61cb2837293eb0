import { AwsError } from "../../../gateway/errors.ts";
import { element } from "../../../gateway/protocols/xml.ts";
import { timestamp } from "../../../gateway/protocols/xml-shape.ts";
import { arnOf, type CloudFrontContext } from "../context.ts";
import { activeKeyGroups } from "../distributions/active-key-groups.ts";
import { checkDistribution } from "../distributions/check-distribution.ts";
import { domainNameOf } from "../distributions/domain-name.ts";
import { conflict } from "../errors.ts";
import { type Stored, shortId } from "../stored.ts";
import { type DistributionConfig, distributionConfig } from "../wire/distribution-config.ts";
import type { Kind } from "./kind.ts";

const head = ({ id, modifiedAt }: Stored<DistributionConfig>, context: CloudFrontContext): string =>
  element("Id", id) +
  element("ARN", arnOf(context, `distribution/${id}`)) +
  // There is one edge, and it is told before the call is answered.
  element("Status", "Deployed") +
  element("LastModifiedTime", timestamp.write(new Date(modifiedAt))) +
  element("DomainName", domainNameOf(id));

/** What lists say of a distribution; clients cannot read what is left out. */
const summaryDefaults = {
  Aliases: [],
  CacheBehaviors: [],
  CustomErrorResponses: [],
  PriceClass: "PriceClass_All",
  WebACLId: "",
  HttpVersion: "http2",
  IsIPV6Enabled: true,
  ViewerCertificate: { CloudFrontDefaultCertificate: true },
} as const;

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Distribution.html */
export const distribution: Kind<DistributionConfig> = {
  name: "Distribution",
  plural: "Distributions",
  path: "distribution",
  hasArn: true,
  updatePath: "/config",
  shape: distributionConfig,
  errors: { absent: "NoSuchDistribution", exists: "DistributionAlreadyExists" },
  store: ({ stores }) => stores.distributions,
  newId: () => shortId("E"),
  identityOf: ({ CallerReference }) => CallerReference,
  check: checkDistribution,
  checkChange: (before, after) => {
    if (before.CallerReference !== after.CallerReference)
      throw new AwsError("IllegalUpdate", "CallerReference cannot be changed.");
  },
  checkRemoval: ({ config }) => {
    if (config.Enabled)
      throw conflict(
        "DistributionNotDisabled",
        "The distribution you are trying to delete has not been disabled.",
      );
  },
  forget: (id, { stores }) => {
    stores.tags.delete(id);
    for (const { id: invalidation, distributionId } of stores.invalidations.list())
      if (distributionId === id) stores.invalidations.delete(`${id}/${invalidation}`);
  },
  write: (stored, context) =>
    head(stored, context) +
    element("InProgressInvalidationBatches", "0") +
    element("ActiveTrustedSigners", element("Enabled", "false") + element("Quantity", "0")) +
    activeKeyGroups(stored.config, context) +
    element("DistributionConfig", distributionConfig.write(stored.config)),
  summarise: (stored, context) =>
    head(stored, context) + distributionConfig.write({ ...summaryDefaults, ...stored.config }),
};
