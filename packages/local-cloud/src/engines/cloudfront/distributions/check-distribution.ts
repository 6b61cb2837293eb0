import { AwsError } from "../../../gateway/errors.ts";
import type { CloudFrontContext } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import type { CustomErrorResponse, DistributionConfig } from "../wire/distribution-config.ts";
import { checkBehavior } from "./check-behavior.ts";
import { checkOrigin } from "./check-origin.ts";

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-response-code.html */
const customisable = new Set([400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]);

const checkErrorResponse = (response: CustomErrorResponse): void => {
  const { ErrorCode, ResponsePagePath: page = "", ResponseCode: code = "" } = response;
  if (!customisable.has(ErrorCode))
    throw invalidArgument(`Responses to the status ${ErrorCode} cannot be customised.`);
  if ((page === "") !== (code === ""))
    throw invalidArgument("ResponsePagePath and ResponseCode go together, or are both left out.");
  if (page !== "" && !page.startsWith("/"))
    throw invalidArgument(`ResponsePagePath must begin with a slash, but is "${page}".`);
  if (code !== "" && !/^[2345]\d\d$/.test(code))
    throw invalidArgument(`ResponseCode ${code} is no status that viewers can get.`);
};

const checkRoot = (root: string): void => {
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html
  if (root.startsWith("/") || root.length > 255)
    throw new AwsError(
      "InvalidDefaultRootObject",
      "The default root object must be a path without a leading slash, of 255 characters at most.",
    );
};

const repeated = (values: readonly string[]): string | undefined =>
  values.find((value, index) => values.indexOf(value) !== index);

/** @throws {AwsError} naming what is wrong, or not supported */
export const checkDistribution = (config: DistributionConfig, context: CloudFrontContext): void => {
  const { Origins: origins, CacheBehaviors: behaviors = [], CustomErrorResponses: errors = [] } = config;
  if (origins.length === 0) throw invalidArgument("A distribution needs at least one origin.");
  const origin = repeated(origins.map(({ Id }) => Id));
  if (origin !== undefined) throw invalidArgument(`There are two origins with the id ${origin}.`);
  const pattern = repeated(behaviors.map(({ PathPattern }) => PathPattern));
  if (pattern !== undefined) throw invalidArgument(`There are two behaviors for the pattern ${pattern}.`);
  const status = repeated(errors.map(({ ErrorCode }) => String(ErrorCode)));
  if (status !== undefined) throw invalidArgument(`There are two custom error responses for ${status}.`);

  for (const one of origins) checkOrigin(one, context);
  checkBehavior(config.DefaultCacheBehavior, origins, context);
  for (const behavior of behaviors) {
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
    if (!/^[A-Za-z0-9_\-.*$/~"'@:+&?]{1,255}$/.test(behavior.PathPattern))
      throw invalidArgument(`"${behavior.PathPattern}" is no path pattern.`);
    checkBehavior(behavior, origins, context);
  }
  for (const response of errors) checkErrorResponse(response);
  checkRoot(config.DefaultRootObject ?? "");
};
