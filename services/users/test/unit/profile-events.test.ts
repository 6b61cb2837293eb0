import { describe, expect, it } from "vitest";
import { profileEvents } from "../../src/adapters/profile-events.ts";
import { aProfile, today } from "../builders/profile.ts";

const profile = aProfile();
const { id } = profile;

const changes = [
  ["user.registered", { kind: "inserted", after: profile, at: today }],
  ["user.updated", { kind: "modified", before: profile, after: aProfile({ version: 2 }), at: today }],
  ["user.deleted", { kind: "removed", before: profile, at: today, expired: false }],
] as const;

describe("what a change of a profile says", () => {
  it.each(changes)("%s", (name, change) => {
    expect(profileEvents(change)).toMatchObject([{ type: `skein.users.${name}.v1`, subject: id }]);
  });

  it.each(changes)("%s does not carry the e-mail address", (_, change) => {
    expect(JSON.stringify(profileEvents(change))).not.toContain("ada@example.com");
  });

  it("says when the account was closed", () => {
    const [event] = profileEvents({ kind: "removed", before: profile, at: today, expired: false });
    expect(event?.data).toEqual({ userId: id, deletedAt: today.toISOString() });
  });
});
