import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serviceLog } from "../../src/log.ts";
import { logFilesOf, openLogFile } from "../../src/logs/log-file.ts";
import type { LogRecord } from "../../src/logs/log-record.ts";

let stateDir: string;
let shown: string[];
beforeEach(() => {
  stateDir = mkdtempSync(path.join(os.tmpdir(), "skein-log-"));
  shown = [];
});
afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

const open = (env: NodeJS.ProcessEnv = {}) =>
  serviceLog({ name: "todos", stateDir, write: (line) => shown.push(line), env });

const recordsIn = (file: string): LogRecord[] => {
  try {
    return readFileSync(file, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as LogRecord);
  } catch {
    return [];
  }
};
const kept = () => logFilesOf(stateDir, "todos").toReversed().flatMap(recordsIn);

const structured = (level: string, message: string, more: object = {}) =>
  JSON.stringify({ level, message, timestamp: "2026-11-22T10:00:00Z", ...more });
const metrics = '{"_aws":{"Timestamp":1,"CloudWatchMetrics":[]},"Latency":3}';

describe("the console", () => {
  test("is calm: requests, warnings and errors in one line, and what somebody printed", () => {
    const log = open();
    log.note("GET /todos 200 12 ms");
    log.fromFunction("listTodos", structured("INFO", "GET /todos 200"), "stdout");
    log.fromFunction("listTodos", metrics, "stdout");
    log.fromFunction(
      "listTodos",
      structured("ERROR", "it failed\nbadly", { error: { name: "Boom" } }),
      "stdout",
    );
    log.fromFunction("listTodos", "looking at this", "stdout");
    log.warn("the local cloud is gone");
    expect(shown).toEqual([
      "todos | GET /todos 200 12 ms",
      "todos | ! listTodos: it failed (Boom)",
      "todos | listTodos: looking at this",
      "todos | ! the local cloud is gone",
    ]);
  });

  test("shows every line as it was written when asked to", () => {
    const log = open({ SKEIN_LOG: "all" });
    const routine = structured("INFO", "GET /todos 200");
    log.fromFunction("listTodos", routine, "stdout");
    log.fromFunction("listTodos", metrics, "stdout");
    expect(shown).toEqual([`todos | listTodos: ${routine}`, `todos | listTodos: ${metrics}`]);
  });

  test("refuses a wish that it does not know", () => {
    expect(() => open({ SKEIN_LOG: "loud" })).toThrow('SKEIN_LOG is "loud"');
  });
});

describe("the file", () => {
  test("keeps every line but those of metrics, over restarts", () => {
    const log = open();
    log.note("GET /todos 200 12 ms");
    log.fromFunction("listTodos", structured("DEBUG", "detail", { correlationId: "c-1" }), "stdout");
    log.fromFunction("listTodos", metrics, "stdout");
    log.close();
    open().warn("started again");
    expect(kept()).toMatchObject([
      { service: "todos", level: "INFO", message: "GET /todos 200 12 ms" },
      { function: "listTodos", level: "DEBUG", message: "detail", fields: { correlationId: "c-1" } },
      { level: "WARN", message: "started again" },
    ]);
  });

  test("is for its owner alone", () => {
    open().note("x");
    const [file] = logFilesOf(stateDir, "todos");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
  });

  test("stays bounded: the newest lines are kept, in order", () => {
    const file = openLogFile(stateDir, "todos", expect.unreachable, 1_000);
    for (let number = 0; number < 200; number++)
      file.append({ time: "t", service: "todos", level: "INFO", message: String(number) });
    const sizes = logFilesOf(stateDir, "todos").map((one) => statSync(one).size);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
    const numbers = kept().map(({ message }) => Number(message));
    expect(numbers.at(-1)).toBe(199);
    expect(numbers).toEqual(numbers.map((_, index) => 200 - numbers.length + index));
    expect(numbers.length).toBeGreaterThan(40);
  });

  test("a folder that cannot be written to is told once, and stops nothing", () => {
    writeFileSync(path.join(stateDir, "logs"), "in the way");
    const log = open();
    log.note("one");
    log.note("two");
    expect(shown).toEqual([
      "todos | one",
      expect.stringMatching(/^todos \| ! lines are no longer kept/),
      "todos | two",
    ]);
  });
});
