/**
 * Which bucket and key a request names, in its path or in its host.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
import type { RequestHead } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";

export interface Address {
  readonly bucket: string | undefined;
  /** Decoded once, and otherwise as sent: `..`, `//` and the like are just characters of a key. */
  readonly key: string | undefined;
}

/** `photos.s3.us-east-1.amazonaws.com`, `photos.s3.localhost:4566`, `photos.localhost:4566` */
const virtualHost =
  /^(?<bucket>[a-z0-9][a-z0-9.-]+?)\.(?:s3(?:[.-](?:dualstack\.)?[a-z0-9-]+)?\.(?:amazonaws\.com|localhost)|localhost)(?::\d+)?$/;
const serviceHost = /^s3(?:[.-][a-z0-9.-]+)?\.(?:amazonaws\.com|localhost)(?::\d+)?$/;

export const bucketOfHost = ({ headers }: RequestHead): string | undefined => {
  const host = headers.host?.toLowerCase() ?? "";
  return serviceHost.test(host) ? undefined : virtualHost.exec(host)?.groups?.bucket;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError("InvalidURI", "Couldn't parse the specified URI.", { fields: { URI: text } });
  }
};

/** @throws {AwsError} `InvalidURI` for escapes that are no UTF-8 */
export const addressOf = (head: RequestHead): Address => {
  const path = (head.url.split("?", 1)[0] ?? "").replace(/^[a-z]+:\/\/[^/]*/i, "").replace(/^\//, "");
  const ofHost = bucketOfHost(head);
  if (ofHost !== undefined) return { bucket: ofHost, key: path === "" ? undefined : decoded(path) };
  const slash = path.indexOf("/");
  const [bucket, key] = slash < 0 ? [path, ""] : [path.slice(0, slash), path.slice(slash + 1)];
  return {
    bucket: bucket === "" ? undefined : decoded(bucket),
    key: key === "" ? undefined : decoded(key),
  };
};
