/** Files of bodies. Their names are ids that the engine makes: no key ever becomes a path. */
import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { type FileHandle, open, rename, unlink } from "node:fs/promises";
import path from "node:path";

export interface BodyFiles {
  newId(): string;
  /** A file that is not there yet for anybody else. */
  begin(id: string): Promise<FileHandle>;
  /** Puts a finished file in its place; on return it would survive a power cut. */
  finish(id: string, file: FileHandle): Promise<void>;
  abandon(id: string, file: FileHandle): Promise<void>;
  open(id: string): Promise<FileHandle>;
  remove(id: string): Promise<void>;
  /** Removes what no body is known for: uploads that a crash cut off, and files it left behind. */
  sweep(isKnown: (id: string) => boolean): void;
}

const unlessGone = (error: unknown): void => {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
};

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

export const openBodyFiles = (folder: string): BodyFiles => {
  const incoming = path.join(folder, "incoming");
  const bodies = path.join(folder, "bodies");
  /** 256 folders, so that none holds too many files. */
  const folderOf = (id: string) => path.join(bodies, id.slice(0, 2));
  const placeOf = (id: string) => path.join(folderOf(id), id);
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  for (let index = 0; index < 256; index++)
    mkdirSync(path.join(bodies, index.toString(16).padStart(2, "0")), { recursive: true, mode: 0o700 });

  return {
    newId: () => randomBytes(16).toString("hex"),
    begin: (id) => open(path.join(incoming, id), "wx", 0o600),
    finish: async (id, file) => {
      await file.sync();
      await file.close();
      await rename(path.join(incoming, id), placeOf(id));
      await syncFolder(folderOf(id));
    },
    abandon: async (id, file) => {
      await file.close();
      await unlink(path.join(incoming, id)).catch(unlessGone);
    },
    open: (id) => open(placeOf(id), "r"),
    remove: (id) => unlink(placeOf(id)).catch(unlessGone),
    sweep: (isKnown) => {
      for (const id of readdirSync(incoming)) rmSync(path.join(incoming, id), { force: true });
      for (const part of readdirSync(bodies))
        for (const id of readdirSync(path.join(bodies, part)))
          if (!isKnown(id)) rmSync(placeOf(id), { force: true });
    },
  };
};
