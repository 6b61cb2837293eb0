import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Consequence, Selection } from "../../../src/faults/fault.ts";
import { createMatcher, type Target } from "../../../src/faults/target.ts";

const send: Target = {
  service: "sqs",
  operation: "SendMessage",
  resources: ["arn:aws:sqs:us-east-1:000000000000:orders"],
  principals: [
    "arn:aws:sts::000000000000:assumed-role/publisher/f",
    "arn:aws:iam::000000000000:role/publisher",
  ],
};
const run: Target = {
  service: "lambda",
  operation: "Invoke",
  resources: ["arn:aws:lambda:us-east-1:000000000000:function:skein-todos-dev-erase"],
  principals: ["lambda.amazonaws.com"],
  functionName: "skein-todos-dev-erase",
};

const matches = (selection: Selection, target: Target, kind: Consequence["kind"] = "throttle") =>
  createMatcher({ ...selection, kind })(target);

describe("a fault is meant for", () => {
  it.each<[string, Selection]>([
    ["all services", { service: "*" }],
    ["the service", { service: "sqs" }],
    ["the operation", { service: "sqs", operation: "SendMessage" }],
    ["one of the operations", { service: "sqs", operation: ["DeleteQueue", "Send*"] }],
    ["the resource", { resource: "arn:aws:sqs:*:*:orders" }],
    ["the caller's session", { principal: "*:assumed-role/publisher/f" }],
    ["the caller's role", { principal: "arn:aws:iam::*:role/pub*" }],
  ])("a call that is of %s", (_name, selection) => {
    expect(matches(selection, send)).toBe(true);
  });

  it.each<[string, Selection]>([
    ["service", { service: "sns" }],
    ["operation", { service: "sqs", operation: "SendMessageBatch" }],
    ["operations", { service: "sqs", operation: ["Receive*", "Delete*"] }],
    ["resource", { resource: "arn:aws:sqs:*:*:order" }],
    ["caller", { principal: "sns.amazonaws.com" }],
    ["function, when it runs none", { function: "*" }],
    ["resource, though of the right service", { service: "sqs", resource: "arn:aws:sqs:*:*:refunds" }],
  ])("no call of another %s", (_name, selection) => {
    expect(matches(selection, send)).toBe(false);
  });

  it("one of several resources", () => {
    const transaction = { ...send, resources: ["arn:aws:dynamodb:::table/a", "arn:aws:dynamodb:::table/b"] };
    expect(matches({ resource: "*:table/b" }, transaction)).toBe(true);
    expect(matches({ resource: "*:table/c" }, transaction)).toBe(false);
  });

  it("the runs of a function by its name, as calls of Lambda", () => {
    expect(matches({ function: "skein-todos-*" }, run)).toBe(true);
    expect(matches({ service: "lambda", operation: "Invoke" }, run)).toBe(true);
    expect(matches({ function: "skein-users-*" }, run)).toBe(false);
  });

  it("duplicates only where AWS may deliver twice", () => {
    const everything = { service: "*" };
    expect(matches(everything, send, "duplicate")).toBe(true);
    expect(matches(everything, run, "duplicate")).toBe(true);
    expect(matches(everything, { ...send, operation: "DeleteMessage" }, "duplicate")).toBe(false);
    const receive = { ...send, operation: "ReceiveMessage" };
    expect(matches(everything, receive, "duplicate")).toBe(true);
    const fifo = ["arn:aws:sqs:us-east-1:000000000000:orders.fifo"];
    expect(matches(everything, { ...receive, resources: fifo }, "duplicate")).toBe(false);
  });

  it("fewer calls, the more it says", () => {
    const words = fc.constantFrom("a", "b", "c");
    const targets = fc.record({
      service: words,
      operation: words,
      resources: fc.array(words, { minLength: 1, maxLength: 2 }),
      principals: fc.array(words, { minLength: 1, maxLength: 2 }),
      functionName: fc.option(words, { nil: undefined }),
    });
    const patterns = fc.constantFrom("a", "b", "?", "*", "ab");
    const selections = fc.record(
      {
        service: patterns,
        operation: fc.oneof(patterns, fc.array(patterns, { minLength: 1, maxLength: 2 })),
        resource: patterns,
        principal: patterns,
        function: patterns,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(targets, selections, (target, selection) => {
        const parts = Object.entries(selection).map(([name, value]) => matches({ [name]: value }, target));
        expect(matches(selection, target)).toBe(parts.every(Boolean));
      }),
      { numRuns: 500 },
    );
  });
});
