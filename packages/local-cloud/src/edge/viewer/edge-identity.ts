/** What the edge calls itself in headers. */
import { randomBytes } from "node:crypto";

export const via = "1.1 skein0000local0000edge0000000000.cloudfront.net (CloudFront)";

/** Not an airport, as on AWS: the edge is where you are. */
export const pointOfPresence = "LOCAL50-C1";

/** Drawing many at once costs a system call for a hundred of them. */
const idBytes = 42;
const drawnAtOnce = 100;
let drawn = Buffer.alloc(0);

/** 56 characters that nobody can guess. */
export const requestId = (): string => {
  if (drawn.length < idBytes) drawn = randomBytes(idBytes * drawnAtOnce);
  const id = drawn.toString("base64url", 0, idBytes);
  drawn = drawn.subarray(idBytes);
  return id;
};
