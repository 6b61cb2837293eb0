/** What the edge calls itself in headers. */
import { randomBytes } from "node:crypto";

export const via = "1.1 skein0000local0000edge0000000000.cloudfront.net (CloudFront)";

/** Not an airport, as on AWS: the edge is where you are. */
export const pointOfPresence = "LOCAL50-C1";

/** A multiple of three bytes, so that the text of many is cut into the texts of each. */
const idBytes = 42;
const idLength = (idBytes / 3) * 4;
/** Drawing many at once costs a system call for a hundred of them. */
const drawnAtOnce = 100;
let drawn = "";
let used = 0;

/** 56 characters that nobody can guess. */
export const requestId = (): string => {
  if (used === drawn.length) {
    drawn = randomBytes(idBytes * drawnAtOnce).toString("base64url");
    used = 0;
  }
  used += idLength;
  return drawn.slice(used - idLength, used);
};
