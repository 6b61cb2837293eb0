import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";

const chunkBytes = 256 * 1024;
const newline = 0x0a;

/** Reads a growing file in steps. */
export interface LogTail {
  /** Whole lines since the last call; those of a file that took the place of this one included. */
  lines(): readonly string[];
  close(): void;
}

/** @param file need not exist yet */
export const openLogTail = (file: string): LogTail => {
  let descriptor: number | undefined;
  let rest = Buffer.alloc(0);

  const open = (): void => {
    descriptor = ifThere(() => openSync(file, "r"));
    rest = Buffer.alloc(0);
  };

  const close = (): void => {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  };

  const drain = (): string[] => {
    const lines: string[] = [];
    const chunk = Buffer.alloc(chunkBytes);
    for (;;) {
      const length = descriptor === undefined ? 0 : readSync(descriptor, chunk);
      if (length === 0) return lines;
      const read = Buffer.concat([rest, chunk.subarray(0, length)]);
      // The writer may be in the middle of a line.
      const end = read.lastIndexOf(newline) + 1;
      rest = read.subarray(end);
      if (end > 0)
        lines.push(
          ...read
            .subarray(0, end - 1)
            .toString("utf8")
            .split("\n"),
        );
    }
  };

  return {
    lines: () => {
      if (descriptor === undefined) open();
      if (descriptor === undefined) return [];
      // Looked at first: once another file is in place, nothing is written to this one any more.
      const now = ifThere(() => statSync(file));
      const lines = drain();
      if (now && now.ino !== fstatSync(descriptor).ino) {
        close();
        open();
        lines.push(...drain());
      }
      return lines;
    },
    close,
  };
};

const ifThere = <T>(look: () => T): T | undefined => {
  try {
    return look();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
};
