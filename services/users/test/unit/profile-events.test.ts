import { describe, expect, it } from "vitest";
import { closedAccountIn } from "../../src/adapters/closed-account.ts";
import { profileEvents } from "../../src/adapters/profile-events.ts";
import type { Account } from "../../src/domain/account.ts";
import { aProfile, today, yesterday } from "../builders/profile.ts";

const { id } = aProfile();
const open = (version = 1): Account => ({ state: "open", id, profile: aProfile({ version }) });
const closed: Account = { state: "closed", id, closedAt: yesterday.toISOString() };

const changes = [
  ["user.registered", { kind: "inserted", after: open(), at: today }],
  ["user.updated", { kind: "modified", before: open(), after: open(2), at: today }],
  ["user.deleted", { kind: "modified", before: open(), after: closed, at: today }],
] as const;

describe("what a change of an account says", () => {
  it.each(changes)("%s", (name, change) => {
    expect(profileEvents(change)).toMatchObject([{ type: `skein.users.${name}.v1`, subject: id }]);
  });

  it.each(changes)("%s does not carry the e-mail address", (_, change) => {
    expect(JSON.stringify(profileEvents(change))).not.toContain("ada@example.com");
  });
});

describe("user.deleted", () => {
  const deletedAt = (time: Date) => [{ data: { userId: id, deletedAt: time.toISOString() } }];

  it("says when the account was closed, and nothing of whose it was", () => {
    const change = { kind: "modified", before: open(), after: closed, at: today } as const;
    expect(profileEvents(change)).toMatchObject(deletedAt(yesterday));
    expect(JSON.stringify(profileEvents(change))).not.toContain("Ada");
  });

  it("is said of an account that never had a profile too", () => {
    expect(profileEvents({ kind: "inserted", after: closed, at: today })).toMatchObject(deletedAt(yesterday));
  });

  it("is said when an operator removes the profile", () => {
    const change = { kind: "removed", before: open(), at: today, expired: false } as const;
    expect(profileEvents(change)).toMatchObject(deletedAt(today));
  });

  it.each([
    ["written again", { kind: "modified", before: closed, after: closed, at: today }],
    ["removed", { kind: "removed", before: closed, at: today, expired: false }],
  ] as const)("is not said again when the note is %s", (_, change) => {
    expect(profileEvents(change)).toEqual([]);
    expect(closedAccountIn(change)).toBeUndefined();
  });
});
