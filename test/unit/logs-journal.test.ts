import type { JournalEntry } from "@skein/local-cloud/gateway/journal";
import { describe, expect, it } from "vitest";
import { formatCall } from "../../scripts/logs/journal.ts";

const call: JournalEntry = {
  time: "2026-11-22T10:00:00.000Z",
  requestId: "r",
  principal: "arn:aws:sts::000000000000:assumed-role/folder/CognitoIdentityCredentials",
  service: "s3",
  operation: "GetObject",
  action: "s3:GetObject",
  resource: "arn:aws:s3:::files/bob/a.txt",
  decision: "denied",
  status: 403,
  durationMs: 1.25,
  error: { code: "AccessDenied", message: "User: ... is not authorized" },
};

describe("a call in the journal", () => {
  it("shows decision, action, resource, caller and what came of it", () => {
    expect(formatCall(call, new Date(call.time))).toMatch(
      /denied {2}s3:GetObject arn:aws:s3:::files\/bob\/a\.txt by arn:\S+Credentials -> 403 in 1\.\d ms\n {4}AccessDenied: User/,
    );
  });

  it("tells users apart who share a role, by the tags of their sessions", () => {
    const tagged = { ...call, principalTags: { userId: "ada", team: "a" } };
    expect(formatCall(tagged, new Date(call.time))).toContain(
      "CognitoIdentityCredentials (userId=ada, team=a) -> 403",
    );
  });
});
