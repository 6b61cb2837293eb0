/** Versions as the index has them. */

import { type Row, textOfBytes } from "../array-rows.ts";
import type { Body } from "../bodies/body.ts";
import type { ObjectDetails, Segment, Version } from "./version.ts";

/** All but the content. */
export const versionColumns =
  "place, seq, bucket, key, version_id, latest, marker, size, etag, modified_at, parts, details";

export const versionOf = (row: Row): Version => {
  const [place, seq, bucket, key, versionId, latest, marker, size, etag, modifiedAt, parts, details] = row;
  return {
    place: Number(place),
    seq: Number(seq),
    bucket: String(bucket),
    key: textOfBytes(key),
    versionId: String(versionId),
    latest: latest === 1,
    marker: marker === 1,
    size: Number(size),
    etag: String(etag),
    modifiedAt: Number(modifiedAt),
    parts: Number(parts),
    details: JSON.parse(String(details)) as ObjectDetails,
  };
};

export const bodyColumns = "body_id, bytes";

/** Of content in one piece. Nothing at all is nothing in the index, too. */
export const bodyOf = ([id, bytes]: Row): Body => {
  if (typeof id === "string") return { id };
  if (!(bytes instanceof Uint8Array)) return { bytes: Buffer.alloc(0) };
  return { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) };
};

export const segmentColumns = "number, start, size, body_id, checksum";

export const segmentOf = ([number, start, size, id, checksum]: Row): Segment => ({
  number: Number(number),
  start: Number(start),
  size: Number(size),
  body: { id: String(id) },
  checksum: typeof checksum === "string" ? checksum : undefined,
});
