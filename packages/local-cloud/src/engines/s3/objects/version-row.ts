/** Versions as the index has them. */

import { type Row, textOfBytes } from "../array-rows.ts";
import type { ObjectDetails, Segment, Version } from "./version.ts";

/** All but small content. */
export const versionColumns =
  "place, seq, bucket, key, version_id, latest, marker, size, etag, modified_at, parts, details, body_id";

export const versionOf = (row: Row): Version => {
  const [place, seq, bucket, key, versionId, latest, marker, size, etag, modifiedAt, parts, details, body] =
    row;
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
    bodyId: typeof body === "string" ? body : undefined,
    details: JSON.parse(String(details)) as ObjectDetails,
  };
};

/** Small content. Nothing at all is nothing in the index, too. */
export const bytesOf = ([bytes]: Row): Buffer =>
  bytes instanceof Uint8Array ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) : Buffer.alloc(0);

export const segmentColumns = "number, start, size, body_id, checksum";

export const segmentOf = ([number, start, size, id, checksum]: Row): Segment => ({
  number: Number(number),
  start: Number(start),
  size: Number(size),
  body: { id: String(id) },
  checksum: typeof checksum === "string" ? checksum : undefined,
});
