import type { UserId } from "@skein/contracts/ids";
import { TooEarly } from "@skein/lambda-kit/errors";

/** The folders of users. */
export interface Folders {
  /** Removes all files of a user, and what came of uploads that are not complete. */
  empty(ownerId: UserId): Promise<ErasedFiles>;
}

export interface ErasedFiles {
  readonly files: number;
  readonly uploads: number;
}

/**
 * Credentials of AWS that a user got before the login was removed last an hour, and nothing calls them back; the
 * quarter of an hour is for the removal.
 */
const longestAccessMilliseconds = 75 * 60 * 1000;

/**
 * Empties the folder of a closed account once nobody can fill it any more: what came after the account was erased
 * goes too.
 *
 * @throws {TooEarly} while somebody may still have credentials
 */
export const eraseLateFiles = async (
  id: UserId,
  closedAt: Date,
  now: Date,
  { folders }: { readonly folders: Folders },
): Promise<ErasedFiles> => {
  const dueAt = new Date(closedAt.getTime() + longestAccessMilliseconds);
  if (now < dueAt) throw new TooEarly(dueAt);
  return folders.empty(id);
};
