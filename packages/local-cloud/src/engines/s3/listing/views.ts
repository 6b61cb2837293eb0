/** Entries of listings, as answers show them. */
import type { Version } from "../objects/version.ts";
import type { Encode } from "./parameters.ts";

export const prefixViews = (prefixes: readonly string[], encode: Encode) =>
  prefixes.map((Prefix) => ({ Prefix: encode(Prefix) }));

/** @param owner id of the account, where it is to be shown */
export const objectView = (
  { key, modifiedAt, etag, size, details }: Version,
  encode: Encode,
  owner?: string,
) => ({
  Key: encode(key),
  LastModified: new Date(modifiedAt),
  ETag: `"${etag}"`,
  ChecksumAlgorithm: details.checksum && [details.checksum.algorithm],
  ChecksumType: details.checksum?.type,
  Size: size,
  Owner: owner === undefined ? undefined : { ID: owner },
  StorageClass: details.StorageClass ?? "STANDARD",
});

export const markerView = (
  { key, versionId, latest, modifiedAt }: Version,
  encode: Encode,
  owner: string,
) => ({
  Key: encode(key),
  VersionId: versionId,
  IsLatest: latest,
  LastModified: new Date(modifiedAt),
  Owner: { ID: owner },
});

export const versionView = (version: Version, encode: Encode, owner: string) => ({
  ...objectView(version, encode),
  ...markerView(version, encode, owner),
});
