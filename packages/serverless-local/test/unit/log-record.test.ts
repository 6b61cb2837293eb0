import { describe, expect, test } from "vitest";
import { isMetricsLine, recordOfLine, structuredLine } from "../../src/logs/log-record.ts";

const now = new Date("2026-11-22T10:00:00.000Z");
const origin = { service: "todos", function: "createTodo" };
const read = (line: string, stream: "stdout" | "stderr" = "stdout") =>
  recordOfLine(origin, line, stream, now);

describe("a line of a function", () => {
  test("of the logger keeps its own time, level and members", () => {
    const line = JSON.stringify({
      level: "ERROR",
      message: "an event was not published",
      timestamp: "2026-11-22T09:59:58.500Z",
      service: "todos",
      correlationId: "c-1",
      error: { name: "AccessDenied", message: "no" },
    });
    expect(read(line)).toEqual({
      time: "2026-11-22T09:59:58.500Z",
      service: "todos",
      function: "createTodo",
      level: "ERROR",
      message: "an event was not published",
      fields: { correlationId: "c-1", error: { name: "AccessDenied", message: "no" } },
    });
  });

  test.each([
    ["plain words", "here we are"],
    ["broken JSON", '{"level": "ERROR"'],
    ["JSON of another kind", '{"level":"loud","message":"x"}'],
    ["an array", "[1]"],
  ])("of %s is kept as it is, at the time it came", (_, line) => {
    expect(read(line)).toEqual({ time: now.toISOString(), ...origin, level: "INFO", message: line });
  });

  test("on the error stream is a warning", () => {
    expect(read("careful", "stderr").level).toBe("WARN");
  });

  test("with a time that is none takes the time it came", () => {
    expect(read('{"level":"INFO","message":"x","timestamp":"yesterday"}').time).toBe(now.toISOString());
  });
});

test("a line of metrics is told from one that only speaks of them", () => {
  const metrics = '{"_aws":{"Timestamp":1,"CloudWatchMetrics":[]},"Latency":3}';
  expect(isMetricsLine(structuredLine(metrics) ?? {})).toBe(true);
  expect(isMetricsLine(structuredLine('{"level":"INFO","message":"_aws CloudWatchMetrics"}') ?? {})).toBe(
    false,
  );
});
