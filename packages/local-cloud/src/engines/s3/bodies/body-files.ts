/** Files of bodies. Their names are ids that the engine makes: no key ever becomes a path. */
import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, readdirSync, readSync, rmSync } from "node:fs";
import { type FileHandle, open, unlink } from "node:fs/promises";
import path from "node:path";
import { shared } from "../shared-work.ts";

/** A file that nobody else knows of yet; after a crash it is swept away. */
export interface NewFile {
  readonly handle: FileHandle;
  /** On return it would survive a power cut. */
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

/** A file that is being read. What is read mostly lies in the system's cache, where waiting costs more than reading. */
export interface OpenedFile {
  /** @returns how many bytes were read, 0 at the end */
  read(into: Buffer, position: number): number;
  close(): void;
}

export interface BodyFiles {
  newId(): string;
  begin(id: string): Promise<NewFile>;
  open(id: string): OpenedFile;
  remove(id: string): Promise<void>;
  /** Removes what no body is known for: uploads that a crash cut off, and files it left behind. */
  sweep(isKnown: (id: string) => boolean): void;
}

/** So many in a row go into one folder, so that one sync of it serves all that come at the same time. */
const idsInARow = 256;
const folderCount = 256;

const unlessGone = (error: unknown): void => {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
};

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
};

const folderNames = Array.from({ length: folderCount }, (_, index) => index.toString(16).padStart(2, "0"));

export const openBodyFiles = (folder: string): BodyFiles => {
  const bodies = path.join(folder, "bodies");
  const folderOf = (id: string) => path.join(bodies, id.slice(0, 2));
  const placeOf = (id: string) => path.join(folderOf(id), id);
  for (const name of folderNames) mkdirSync(path.join(bodies, name), { recursive: true, mode: 0o700 });
  const entrySyncs = new Map(
    folderNames.map((name) => [name, shared(() => syncFolder(path.join(bodies, name)))]),
  );
  let ids = 0;
  let current = "";

  return {
    newId: () => {
      if (ids % idsInARow === 0) current = randomBytes(1).toString("hex");
      ids += 1;
      return current + randomBytes(15).toString("hex");
    },
    begin: async (id) => {
      const handle = await open(placeOf(id), "wx", 0o600);
      // The file's name becomes safe while its content comes.
      const entered = entrySyncs.get(id.slice(0, 2))?.() ?? Promise.resolve();
      entered.catch(() => undefined);
      return {
        handle,
        finish: async () => {
          await Promise.all([handle.datasync(), entered]);
          await handle.close();
        },
        abandon: async () => {
          await handle.close();
          await unlink(placeOf(id)).catch(unlessGone);
        },
      };
    },
    open: (id) => {
      const file = openSync(placeOf(id), "r");
      return {
        read: (into, position) => readSync(file, into, 0, into.length, position),
        close: () => closeSync(file),
      };
    },
    remove: (id) => unlink(placeOf(id)).catch(unlessGone),
    sweep: (isKnown) => {
      for (const part of readdirSync(bodies))
        for (const id of readdirSync(path.join(bodies, part)))
          if (!isKnown(id)) rmSync(placeOf(id), { force: true });
    },
  };
};
