import { NotFound, VersionConflict } from "@skein/lambda-kit/errors";
import { describe, expect, it } from "vitest";
import { closeAccount } from "../../src/domain/close-account.ts";
import { getProfile } from "../../src/domain/get-profile.ts";
import { registerUser } from "../../src/domain/register-user.ts";
import { updateProfile } from "../../src/domain/update-profile.ts";
import { aProfile, today } from "../builders/profile.ts";
import { profilesInMemory } from "../builders/profiles-in-memory.ts";

const profile = aProfile({ version: 2 });
const { id } = profile;

describe("changing a profile", () => {
  const rename = (expectedVersion: number | undefined, displayName = "The Countess") =>
    updateProfile({ id, displayName, expectedVersion }, today, { profiles: profilesInMemory(profile) });

  it("counts the version and notes the time", async () => {
    expect(await rename(2)).toEqual({
      ...profile,
      displayName: "The Countess",
      version: 3,
      updatedAt: today.toISOString(),
    });
  });

  it("refuses a stale version", () => expect(rename(1)).rejects.toThrow(VersionConflict));

  it("is the same profile when it is given the name it has", async () => {
    expect(await rename(undefined, profile.displayName)).toEqual(profile);
  });

  it("finds no profile of a closed account", () =>
    expect(
      updateProfile({ id, displayName: "Nobody", expectedVersion: undefined }, today, {
        profiles: profilesInMemory(),
      }),
    ).rejects.toThrow(NotFound));

  it("changes the newest version when the caller expects none and was overtaken", async () => {
    const profiles = profilesInMemory(profile);
    let overtaken = false;
    const racing = {
      ...profiles,
      async replace(...[changed, storedVersion]: Parameters<typeof profiles.replace>) {
        if (!overtaken) await profiles.replace({ ...profile, version: 3 }, 2);
        overtaken = true;
        await profiles.replace(changed, storedVersion);
      },
    };
    const update = { id, displayName: "The Countess", expectedVersion: undefined };
    expect(await updateProfile(update, today, { profiles: racing })).toMatchObject({ version: 4 });
  });
});

describe("closing an account", () => {
  const identitiesWith = (...ids: string[]) => {
    const left = new Set(ids);
    return { left, identities: { remove: async (gone: string) => void left.delete(gone) } };
  };

  it("removes the profile and the login", async () => {
    const profiles = profilesInMemory(profile);
    const { left, identities } = identitiesWith(id);
    expect(await closeAccount(id, undefined, today, { profiles, identities })).toBe(true);
    await expect(getProfile(id, { profiles })).rejects.toThrow(NotFound);
    expect(left).toEqual(new Set());
  });

  it("changes nothing the second time", async () => {
    const profiles = profilesInMemory(profile);
    const { identities } = identitiesWith(id);
    await closeAccount(id, 2, today, { profiles, identities });
    expect(await closeAccount(id, 2, today, { profiles, identities })).toBe(false);
  });

  it("ends what was interrupted before the login was gone", async () => {
    const profiles = profilesInMemory(profile);
    const { left, identities } = identitiesWith(id);
    const dying = { remove: () => Promise.reject(new Error("killed")) };
    await expect(closeAccount(id, undefined, today, { profiles, identities: dying })).rejects.toThrow();
    await closeAccount(id, undefined, today, { profiles, identities });
    expect(left).toEqual(new Set());
  });

  it("keeps both when the version is stale", async () => {
    const profiles = profilesInMemory(profile);
    const { left, identities } = identitiesWith(id);
    await expect(closeAccount(id, 1, today, { profiles, identities })).rejects.toThrow(VersionConflict);
    expect(left).toEqual(new Set([id]));
    expect(await profiles.find(id)).toEqual(profile);
  });

  it("is for good: confirming the sign-up once more brings no profile back", async () => {
    const profiles = profilesInMemory(profile);
    await closeAccount(id, undefined, today, { profiles, identities: identitiesWith(id).identities });
    await registerUser({ id, email: profile.email }, today, { profiles });
    expect(await profiles.find(id)).toBeUndefined();
  });
});
