import type { CacheRules } from "../site/policies.ts";

/** Codings that a header accepts: `gzip;q=0` is none. */
const read = (header: string): ReadonlySet<string> =>
  new Set(
    header.split(",").flatMap((item) => {
      const [coding = "", ...parameters] = item.split(";").map((part) => part.trim().toLowerCase());
      return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [coding];
    }),
  );

/** Viewers say it in few ways, and each with every request. */
const known = new Map<string, ReadonlySet<string>>();
const mostKnown = 100;

const accepted = (header: string): ReadonlySet<string> => {
  const before = known.get(header);
  if (before) return before;
  if (known.size >= mostKnown) known.clear();
  const codings = read(header);
  known.set(header, codings);
  return codings;
};

/**
 * What the origin is asked for and the key holds, instead of what viewers say in a hundred ways.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html#cache-policy-compressed-objects
 */
export const normalisedEncoding = (header: string | undefined, { gzip, brotli }: CacheRules): string => {
  if (header === undefined || (!gzip && !brotli)) return "";
  const codings = accepted(header);
  const wanted = [
    ...(brotli && codings.has("br") ? ["br"] : []),
    ...(gzip && codings.has("gzip") ? ["gzip"] : []),
  ];
  return wanted.join(",");
};
