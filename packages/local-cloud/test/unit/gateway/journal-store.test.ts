import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { JournalEntry } from "../../../src/gateway/journal.ts";
import { openJournal } from "../../../src/gateway/journal-store.ts";

let stateDir: string;
beforeEach(() => {
  stateDir = mkdtempSync(path.join(os.tmpdir(), "skein-journal-"));
});
afterEach(() => rmSync(stateDir, { recursive: true }));

const second = (index: number) => new Date(1_800_000_000_000 + index * 1_000);
const entry = (index: number): JournalEntry => ({
  time: second(index).toISOString(),
  requestId: `request-${index}`,
  principal: "anonymous",
  service: "sqs",
  operation: "SendMessage",
  action: "sqs:SendMessage",
  resource: "*",
  decision: "allowed",
  status: 200,
  durationMs: 1,
});
const ids = (entries: readonly JournalEntry[]) =>
  entries.map(({ requestId }) => Number(requestId.split("-")[1]));

it("shows what was just recorded, from a time on, oldest first", () => {
  const journal = openJournal({ stateDir });
  for (const index of [1, 2, 3]) journal.record(entry(index));
  expect(ids(journal.since(second(2), 10))).toEqual([2, 3]);
  expect(journal.since(second(3), 10)).toEqual([{ id: 3, ...entry(3) }]);
  journal.close();
});

it("shows the newest when there are too many", () => {
  const journal = openJournal({ stateDir });
  for (let index = 0; index < 50; index++) journal.record(entry(index));
  expect(ids(journal.since(second(0), 3))).toEqual([47, 48, 49]);
  journal.close();
});

it("shows what ended after an entry that is known, however early it began", () => {
  const journal = openJournal({ stateDir });
  for (const index of [5, 6]) journal.record(entry(index));
  const known = journal.since(second(0), 10).at(-1)?.id;
  journal.record(entry(2));
  expect(ids(journal.since(second(0), 10, known))).toEqual([2]);
  journal.close();
});

it("keeps as many as it is allowed to", () => {
  const journal = openJournal({ stateDir, capacity: 10 });
  for (let index = 0; index < 5_000; index++) journal.record(entry(index));
  expect(ids(journal.since(second(0), 10_000))).toEqual([
    4990, 4991, 4992, 4993, 4994, 4995, 4996, 4997, 4998, 4999,
  ]);
  journal.close();
});

it("survives a restart", () => {
  const journal = openJournal({ stateDir });
  journal.record(entry(1));
  journal.close();
  const again = openJournal({ stateDir });
  expect(ids(again.since(second(0), 10))).toEqual([1]);
  again.close();
});
