/** Files of bodies. Their names are ids that the engine makes: no key ever becomes a path. */
import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, readdirSync, readSync, rmSync, statSync } from "node:fs";
import { unlink } from "node:fs/promises";
import path from "node:path";
import type { Algorithm } from "../checksums/algorithms.ts";
import { createDiskWriter } from "./disk-writer.ts";
import type { Writing } from "./writing.ts";

/** A file that nobody else knows of yet; after a crash it is swept away. One call at a time. */
export interface NewFile extends Writing {
  readonly id: string;
}

/** A file that is being read. What is read mostly lies in the system's cache, where waiting costs more than reading. */
export interface OpenedFile {
  /** @returns how many bytes were read, 0 at the end */
  read(into: Buffer, position: number): number;
  close(): void;
}

export interface BodyFiles {
  newId(): string;
  begin(algorithms: readonly Algorithm[]): NewFile;
  open(id: string): OpenedFile;
  /** The index has forgotten the body for good, and nobody reads it: its file may be written again. */
  remove(id: string): Promise<void>;
  /** Removes what no body is known for: uploads that a crash cut off, and files it left behind. */
  sweep(isKnown: (id: string) => boolean): void;
  close(): Promise<void>;
}

/** So many in a row go into one folder, so that one sync of it serves all that come at the same time. */
const idsInARow = 256;
const folderCount = 256;

const unlessGone = (error: unknown): void => {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
};

interface SpareFile {
  readonly id: string;
  readonly bytes: number;
}

const folderNames = Array.from({ length: folderCount }, (_, index) => index.toString(16).padStart(2, "0"));

/**
 * @param mostSpareBytes kept of the files of removed bodies, to be written again: blocks that a file has already cost
 *   the file system a third of what it takes to make a file, fill it, and remove it
 */
export const openBodyFiles = (folder: string, mostSpareBytes: number): BodyFiles => {
  const bodies = path.join(folder, "bodies");
  const folderOf = (id: string) => path.join(bodies, id.slice(0, 2));
  const placeOf = (id: string) => path.join(folderOf(id), id);
  for (const name of folderNames) mkdirSync(path.join(bodies, name), { recursive: true, mode: 0o700 });
  const writer = createDiskWriter();
  const spares: SpareFile[] = [];
  let spareBytes = 0;
  let ids = 0;
  let current = "";

  const newId = (): string => {
    if (ids % idsInARow === 0) current = randomBytes(1).toString("hex");
    ids += 1;
    return current + randomBytes(15).toString("hex");
  };

  const takeSpare = (): SpareFile | undefined => {
    const spare = spares.pop();
    spareBytes -= spare?.bytes ?? 0;
    return spare;
  };

  return {
    newId,
    begin: (algorithms) => {
      const spare = takeSpare();
      const id = spare?.id ?? newId();
      const writing = writer.begin({ path: placeOf(id), existing: spare?.bytes, algorithms });
      return {
        ...writing,
        id,
        abandon: async () => {
          await writing.abandon();
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
    remove: async (id) => {
      const { size: bytes } = statSync(placeOf(id));
      if (spareBytes + bytes > mostSpareBytes) return unlink(placeOf(id));
      spares.push({ id, bytes });
      spareBytes += bytes;
    },
    sweep: (isKnown) => {
      for (const part of readdirSync(bodies))
        for (const id of readdirSync(path.join(bodies, part)))
          if (!isKnown(id)) rmSync(placeOf(id), { force: true });
    },
    close: writer.close,
  };
};
