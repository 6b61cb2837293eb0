import type { UserId } from "@skein/contracts/ids";
import type { Folders } from "../../src/domain/erase-files.ts";

/** Folders of which each holds one file and one unfinished upload, until it is emptied. */
export const foldersInMemory = (...owners: UserId[]): Folders & { readonly full: Set<UserId> } => {
  const full = new Set(owners);
  return {
    full,
    async empty(ownerId) {
      const count = Number(full.delete(ownerId));
      return { files: count, uploads: count };
    },
  };
};
