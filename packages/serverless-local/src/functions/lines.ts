import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** Calls `take` with every whole line of a stream, without its line end. */
export const forEachLine = (stream: Readable, take: (line: string) => void): void => {
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on("line", take);
};
