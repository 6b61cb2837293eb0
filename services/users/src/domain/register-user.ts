import type { UserId } from "@skein/contracts/ids";
import type { ProfileRepository } from "./profile-repository.ts";

/** Who confirmed a sign-up. */
export interface Registration {
  readonly id: UserId;
  readonly email: string;
  /** As given at sign-up. */
  readonly name?: string | undefined;
}

/** Shown to others until the user chooses a name. Nothing of the e-mail address: that is for its owner only. */
const defaultDisplayName = "New member";
const maximumLength = 80;

/** Gives a user a profile. A user who has one keeps it: the trigger may fire twice. */
export const registerUser = (
  { id, email, name }: Registration,
  now: Date,
  { profiles }: { readonly profiles: Pick<ProfileRepository, "add"> },
): Promise<void> =>
  profiles.add({
    id,
    email,
    displayName: displayNameOf(name),
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    version: 1,
  });

/** The name at sign-up comes unchecked from the browser; here it becomes one line of at most 80 characters. */
const displayNameOf = (name = ""): string => {
  const line = name
    .toWellFormed()
    .replace(/\p{Cc}+/gu, " ")
    .trim();
  return Array.from(line).slice(0, maximumLength).join("").trim() || defaultDisplayName;
};
