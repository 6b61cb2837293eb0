import { renameSync, writeFileSync } from "node:fs";

/**
 * Replaces a file at once: readers see the old or the new content, never half of it, and nobody but the
 * owner can read it.
 */
export const writePrivateFile = (file: string, content: string): void => {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, content, { mode: 0o600, flush: true });
  renameSync(draft, file);
};
