import { describe, expect, it } from "vitest";
import { isWantedCall } from "../../scripts/logs/journal.ts";
import { optionsOf } from "../../scripts/logs/options.ts";
import { isWanted } from "../../scripts/logs/service-lines.ts";
import { sinceOf } from "../../scripts/logs/since.ts";

const now = new Date("2026-11-22T10:00:00Z");

describe("--since", () => {
  it.each([
    ["30s", "2026-11-22T09:59:30.000Z"],
    ["10m", "2026-11-22T09:50:00.000Z"],
    ["2h", "2026-11-22T08:00:00.000Z"],
    ["1d", "2026-11-21T10:00:00.000Z"],
    ["2026-11-22T01:02:03Z", "2026-11-22T01:02:03.000Z"],
  ])("%s is %s", (text, instant) => {
    expect(sinceOf(text, now).toISOString()).toBe(instant);
  });

  it.each(["", "10", "10x", "yesterday", "-5m"])("refuses %j", (text) => {
    expect(() => sinceOf(text, now)).toThrow("say how long ago");
  });
});

describe("the options of logs", () => {
  it("filter the lines of services", () => {
    expect(optionsOf(["todos", "--function", "getTodo", "--level", "warn", "--follow"], now)).toEqual({
      kind: "logs",
      services: ["todos"],
      functionKey: "getTodo",
      level: "WARN",
      follow: true,
      json: false,
      since: undefined,
    });
  });

  it.each([
    [["todos", "--level", "loud"], '--level is "loud"'],
    [["todos", "--denied"], "--denied goes only with --journal"],
    [["--journal", "--level", "warn"], "--level goes only without --journal"],
    [["--journal", "todos"], "--service sqs"],
    [["todos", "--aws"], "serverless logs -f"],
  ])("refuse %j", (args, message) => {
    expect(() => optionsOf(args, now)).toThrow(message);
  });
});

it("a record is shown when it is recent, severe and of the function", () => {
  const record = { time: now.toISOString(), service: "todos", level: "WARN", message: "x" } as const;
  const all = { since: undefined, level: undefined, functionKey: undefined };
  expect(isWanted(record, all)).toBe(true);
  expect(isWanted(record, { ...all, level: "WARN" })).toBe(true);
  expect(isWanted(record, { ...all, level: "ERROR" })).toBe(false);
  expect(isWanted(record, { ...all, since: new Date(now.getTime() + 1) })).toBe(false);
  expect(isWanted(record, { ...all, functionKey: "getTodo" })).toBe(false);
  expect(isWanted({ ...record, function: "getTodo" }, { ...all, functionKey: "getTodo" })).toBe(true);
});

it("a call is denied when IAM refused it or nobody signed it", () => {
  const call = {
    time: now.toISOString(),
    requestId: "r",
    principal: "anonymous",
    service: "sqs",
    operation: "SendMessage",
    action: "sqs:SendMessage",
    resource: "*",
    decision: "unauthenticated",
    status: 403,
    durationMs: 1,
  } as const;
  const wanted = { denied: true, service: undefined };
  expect(isWantedCall(call, wanted)).toBe(true);
  expect(isWantedCall({ ...call, decision: "denied" }, wanted)).toBe(true);
  expect(isWantedCall({ ...call, decision: "allowed" }, wanted)).toBe(false);
  expect(isWantedCall(call, { denied: false, service: "sns" })).toBe(false);
});
