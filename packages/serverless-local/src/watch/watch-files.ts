import { type FSWatcher, watch } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";

export interface FileWatch {
  /** Replaces the set of files. */
  follow(files: ReadonlySet<string>): void;
  close(): void;
}

/** Editors write a file in several steps; a save is over when nothing moved for this long. */
const quietMs = 40;

/**
 * Calls `changed` with the files that were written, created or removed. Watches their folders, because editors
 * replace files rather than write into them.
 */
export const watchFiles = (changed: (files: ReadonlySet<string>) => void): FileWatch => {
  let followed: ReadonlySet<string> = new Set();
  const folders = new Map<string, FSWatcher>();
  const versions = new Map<string, string>();
  let touched = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const settle = async () => {
    const candidates = touched;
    touched = new Set();
    const written = new Set<string>();
    for (const file of candidates) {
      const version = await versionOf(file);
      // Reading a file, or saving it unchanged within the same instant, is no change.
      if (versions.get(file) !== version) written.add(file);
      versions.set(file, version);
    }
    if (written.size > 0) changed(written);
  };

  const touch = (file: string) => {
    if (!followed.has(file)) return;
    touched.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => void settle(), quietMs);
  };

  return {
    follow: (files) => {
      if (closed) return;
      followed = files;
      const wanted = new Set([...files].map((file) => path.dirname(file)));
      for (const [folder, watcher] of folders)
        if (!wanted.has(folder)) {
          watcher.close();
          folders.delete(folder);
        }
      for (const folder of wanted) if (!folders.has(folder)) open(folder, folders, touch);
      for (const file of files)
        if (!versions.has(file))
          versionOf(file).then((version) => versions.has(file) || versions.set(file, version));
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      followed = new Set();
      for (const watcher of folders.values()) watcher.close();
      folders.clear();
    },
  };
};

const open = (folder: string, folders: Map<string, FSWatcher>, touch: (file: string) => void): void => {
  try {
    const watcher = watch(folder, (_, name) => name && touch(path.join(folder, name)));
    watcher.on("error", () => {
      watcher.close();
      folders.delete(folder);
    });
    folders.set(folder, watcher);
  } catch {
    // The folder does not exist (yet); the file that names it will change before it matters.
  }
};

const versionOf = async (file: string): Promise<string> => {
  const found = await stat(file).catch(() => undefined);
  return found ? `${found.mtimeMs}:${found.size}:${found.ino}` : "absent";
};
