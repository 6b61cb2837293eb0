import type { Stretch } from "../bodies/stored-content.ts";
import type { ByteRange } from "./ranges.ts";
import type { Segment } from "./version.ts";

/** Which pieces of which bodies a range of an object is made of. */
export const stretchesOf = (segments: readonly Segment[], { start, length }: ByteRange): Stretch[] =>
  segments.flatMap((segment) => {
    const from = Math.max(start, segment.start);
    const to = Math.min(start + length, segment.start + segment.size);
    return from < to ? [{ body: segment.body, start: from - segment.start, length: to - from }] : [];
  });
