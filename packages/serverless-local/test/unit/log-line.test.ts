import { expect, test } from "vitest";
import { shownLine } from "../../src/functions/log-line.ts";

test("of a structured line, what a person looks for", () => {
  const line = {
    level: "INFO",
    message: "created",
    correlationId: "c-1",
    service: "todos",
    cold_start: true,
  };
  expect(shownLine(JSON.stringify(line))).toBe("INFO created [c-1]");
});

test("an error with its reason and place", () => {
  const error = { name: "AccessDenied", message: "no", location: "todo.ts:3", stack: "..." };
  expect(shownLine(JSON.stringify({ level: "ERROR", message: "failed", error }))).toBe(
    "ERROR failed (AccessDenied: no, todo.ts:3)",
  );
});

test("metrics are not shown", () => {
  expect(shownLine('{"_aws":{"Timestamp":1},"Latency":3}')).toBeUndefined();
});

test.each(["plain text", "{ not json", '{"a":1}', ""])("%j is shown as it is", (line) => {
  expect(shownLine(line)).toBe(line);
});
