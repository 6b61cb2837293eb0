import { invalidArgument, unsupported } from "../errors.ts";

/**
 * Headers that CloudFront makes up from where a viewer is and what it is; on loopback there is nothing to tell.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html
 */
export const knownCloudFrontHeaders: ReadonlySet<string> = new Set([
  "cloudfront-forwarded-proto",
  "cloudfront-viewer-address",
  "cloudfront-viewer-http-version",
]);

export const checkKnownHeaders = (names: readonly string[]): void => {
  for (const name of names) {
    const lower = name.toLowerCase();
    if (lower.startsWith("cloudfront-") && !knownCloudFrontHeaders.has(lower))
      throw unsupported(`The header ${name}`, "viewers on loopback have no country and no device to tell");
  }
};

/** A list of names goes with the behaviors that need one, and with those only. */
export const checkNames = (what: string, behavior: string, names: readonly string[] = []): void => {
  const needed = !["none", "all", "allViewer"].includes(behavior);
  if (needed && names.length === 0) throw invalidArgument(`${what} must name something for "${behavior}".`);
  if (!needed && names.length > 0) throw invalidArgument(`${what} must be left out for "${behavior}".`);
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-policies
  if (names.length > 10) throw invalidArgument(`${what} has ${names.length} names; 10 is the most.`);
  const distinct = new Set(names.map((name) => (what === "Headers" ? name.toLowerCase() : name)));
  if (distinct.size < names.length) throw invalidArgument(`${what} has the same name twice.`);
  if (what === "Headers") checkKnownHeaders(names);
};
