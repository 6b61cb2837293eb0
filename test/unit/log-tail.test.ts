import { appendFileSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type LogTail, openLogTail } from "../../scripts/logs/log-tail.ts";

let folder: string;
let file: string;
let tail: LogTail;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "skein-tail-"));
  file = path.join(folder, "todos.jsonl");
  tail = openLogTail(file);
});
afterEach(() => {
  tail.close();
  rmSync(folder, { recursive: true });
});

it("gives what was appended since, and waits for a line to be whole", () => {
  expect(tail.lines()).toEqual([]);
  appendFileSync(file, "one\ntw");
  expect(tail.lines()).toEqual(["one"]);
  appendFileSync(file, "o\n");
  expect(tail.lines()).toEqual(["two"]);
  expect(tail.lines()).toEqual([]);
});

it("does not break a character that came in two parts", () => {
  const bytes = Buffer.from("größer\n");
  appendFileSync(file, bytes.subarray(0, 3));
  expect(tail.lines()).toEqual([]);
  appendFileSync(file, bytes.subarray(3));
  expect(tail.lines()).toEqual(["größer"]);
});

it("goes on in the file that takes its place, and loses nothing of the old one", () => {
  appendFileSync(file, "one\n");
  expect(tail.lines()).toEqual(["one"]);
  appendFileSync(file, "two\n");
  renameSync(file, `${file}.1`);
  appendFileSync(file, "three\n");
  expect(tail.lines()).toEqual(["two", "three"]);
});
