import { displayName } from "@skein/contracts/users";
import { describe, expect, it } from "vitest";
import { registerUser } from "../../src/domain/register-user.ts";
import { aProfile, today } from "../builders/profile.ts";
import { profilesInMemory } from "../builders/profiles-in-memory.ts";

const { id, email } = aProfile();

const registered = async (name: string | undefined) => {
  const profiles = profilesInMemory();
  await registerUser({ id, email, name }, today, { profiles });
  return profiles.find(id);
};

describe("a confirmed sign-up", () => {
  it("gets a profile with the name given", async () => {
    expect(await registered("Ada Lovelace")).toEqual({
      id,
      email,
      displayName: "Ada Lovelace",
      createdAt: today.toISOString(),
      updatedAt: today.toISOString(),
      version: 1,
    });
  });

  it("gets a name that says nothing of the e-mail address when none was given", async () => {
    const profile = await registered(undefined);
    expect(profile?.displayName).toBe("New member");
  });

  it.each([
    ["too long", "é".repeat(500)],
    ["of several lines", "Ada\nLovelace"],
    ["blank", " \t "],
    ["with half an emoji", "Ada \ud83d"],
    ["that ends in a blank where it is cut", `${"a".repeat(79)} b`],
  ])("makes a name %s one that the API would take", async (_, name) => {
    const profile = await registered(name);
    expect(displayName.parse(profile?.displayName)).toBe(profile?.displayName);
  });

  it("leaves the profile alone when the trigger fires again", async () => {
    const profile = aProfile({ displayName: "The Countess", version: 7 });
    const profiles = profilesInMemory(profile);
    await registerUser({ id, email, name: "Ada" }, today, { profiles });
    expect(await profiles.find(id)).toEqual(profile);
  });
});
