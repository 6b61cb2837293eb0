import { AwsError } from "../../../gateway/errors.ts";
import type { CloudFrontContext } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import type { OriginConfig } from "../wire/origin.ts";
import { bucketOf } from "./bucket-of.ts";

const isPort = (port: number): boolean => port === 80 || port === 443 || (port >= 1024 && port <= 65_535);

const inRange = (name: string, value: number | undefined, minimum: number, maximum: number): void => {
  if (value !== undefined && (value < minimum || value > maximum))
    throw invalidArgument(`${name} must be from ${minimum} to ${maximum}, but is ${value}.`);
};

const checkCustom = (config: NonNullable<OriginConfig["CustomOriginConfig"]>): void => {
  for (const port of [config.HTTPPort, config.HTTPSPort])
    if (!isPort(port)) throw invalidArgument(`An origin cannot have the port ${port}.`);
  inRange("OriginReadTimeout", config.OriginReadTimeout, 1, 120);
  inRange("OriginKeepaliveTimeout", config.OriginKeepaliveTimeout, 1, 120);
};

/** Letters, digits, dots and hyphens; names only, as CloudFront has it: no address. */
const domainName = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i;
const address = /^[\d.]+$/;

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html */
export const checkOrigin = (origin: OriginConfig, { stores }: CloudFrontContext): void => {
  const { DomainName: domain, OriginPath: path = "", S3OriginConfig, CustomOriginConfig } = origin;
  if (!domainName.test(domain) || address.test(domain))
    throw invalidArgument(`The parameter Origin DomainName does not refer to a valid host: ${domain}`);
  if (path !== "" && (!path.startsWith("/") || path.endsWith("/")))
    throw invalidArgument(`OriginPath must begin with a slash and not end with one, but is "${path}".`);
  if ((S3OriginConfig === undefined) === (CustomOriginConfig === undefined))
    throw invalidArgument(`The origin ${origin.Id} must have either S3OriginConfig or CustomOriginConfig.`);
  if (S3OriginConfig && bucketOf(domain) === undefined)
    throw invalidArgument(`S3OriginConfig needs the domain name of a bucket, which ${domain} is not.`);
  if (CustomOriginConfig) checkCustom(CustomOriginConfig);
  inRange("ConnectionAttempts", origin.ConnectionAttempts, 1, 3);
  inRange("ConnectionTimeout", origin.ConnectionTimeout, 1, 10);

  const { OriginAccessControlId: control = "" } = origin;
  if (control === "") return;
  if (!stores.originAccessControls.get(control))
    throw new AwsError("InvalidOriginAccessControl", `The origin access control ${control} does not exist.`);
  if (!S3OriginConfig)
    throw new AwsError(
      "IllegalOriginAccessConfiguration",
      `The origin access control ${control} is for S3, and the origin ${origin.Id} is not.`,
    );
};
