import { expect, test } from "vitest";
import { messageOf } from "../../src/errors.ts";

test("a message fits on one line, without code frame and advertisement", () => {
  const error = new Error(
    'Cannot parse "serverless.yml": bad indentation (3:1)\n\n 1 | service: a\n 2 | x\n-----^\n 4 | y\n\nLearn more about this here: https://example.com',
  );
  expect(messageOf(error)).toBe('Cannot parse "serverless.yml": bad indentation (3:1)');
});

test("a list stays readable", () => {
  expect(messageOf(new Error("It errored with:\n  - a\n  - b"))).toBe("It errored with: - a - b");
});

test("what is thrown need not be an error", () => {
  expect(messageOf("text")).toBe("text");
});
