import { describe, expect, it } from "vitest";
import { InvalidFault } from "../../../src/faults/invalid-fault.ts";
import { parseFaults } from "../../../src/faults/parse-fault.ts";

const operations = new Map([
  ["sqs", ["SendMessage", "SendMessageBatch", "ReceiveMessage", "DeleteQueue"]],
  ["dynamodb", ["GetItem", "PutItem"]],
  ["lambda", ["Invoke", "GetFunction"]],
]);

const parse = (body: unknown) => parseFaults(body, operations);

const refusal = (body: unknown): InvalidFault => {
  try {
    parse(body);
  } catch (error) {
    if (error instanceof InvalidFault) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(body)} was not refused`);
};

describe("reading faults", () => {
  it("fills in what may be left out", () => {
    expect(parse({ kind: "throttle", service: "sqs" })).toEqual([
      { kind: "throttle", service: "sqs", probability: 1, after: 0 },
    ]);
    expect(parse({ kind: "error", service: "*" })).toMatchObject([{ when: "before" }]);
  });

  it("keeps all that is told", () => {
    const whole = {
      id: "lost-acks",
      kind: "error",
      service: "dynamodb",
      operation: ["PutItem"],
      resource: "arn:aws:dynamodb:*:*:table/todos",
      principal: "arn:aws:iam::*:role/*",
      probability: 0.25,
      seed: 7,
      after: 3,
      times: 10,
      when: "after",
      error: { code: "InternalServerError", message: "lost", status: 503 },
    };
    expect(parse(whole)).toEqual([whole]);
    const range = { kind: "delay", function: "f", delayMs: { min: 1, max: 9 }, when: "after" };
    expect(parse([range, range])).toMatchObject([range, range]);
  });

  it.each<[string, string, object]>([
    ["an unknown member", "probabilty", { kind: "throttle", service: "sqs", probabilty: 1 }],
    [
      "an unknown member inside",
      "error.text",
      { kind: "error", service: "sqs", error: { code: "E", text: "" } },
    ],
    ["no kind", "kind", { service: "sqs" }],
    ["an unknown kind", "kind", { kind: "explode", service: "sqs" }],
    ["no selection", "service", { kind: "throttle" }],
    ["a service that does not run", "service", { kind: "throttle", service: "sqss" }],
    [
      "an operation that the service lacks",
      "operation",
      { kind: "throttle", service: "sqs", operation: "SendMesage" },
    ],
    [
      "such an operation in a list",
      "operation",
      { kind: "throttle", service: "sqs", operation: ["SendMessage", "X*"] },
    ],
    ["an empty list of operations", "operation", { kind: "throttle", service: "sqs", operation: [] }],
    [
      "an operation without its service",
      "operation",
      { kind: "throttle", resource: "*", operation: "GetItem" },
    ],
    ["an operation of all services", "operation", { kind: "throttle", service: "*", operation: "GetItem" }],
    ["a resource that is no ARN", "resource", { kind: "throttle", resource: "orders" }],
    ["a principal that is none", "principal", { kind: "throttle", principal: "publisher" }],
    ["a function's ARN", "function", { kind: "throttle", function: "arn:aws:lambda:us-east-1:0:function:f" }],
    ["a function of another service", "service", { kind: "throttle", function: "f", service: "sqs" }],
    [
      "a function and another operation",
      "operation",
      { kind: "throttle", function: "f", service: "lambda", operation: "GetFunction" },
    ],
    ["a function and a resource", "resource", { kind: "throttle", function: "f", resource: "*" }],
    ["a probability above 1", "probability", { kind: "throttle", service: "sqs", probability: 1.1 }],
    ["a probability as text", "probability", { kind: "throttle", service: "sqs", probability: "0.5" }],
    ["a broken seed", "seed", { kind: "throttle", service: "sqs", seed: 0.5 }],
    ["a negative after", "after", { kind: "throttle", service: "sqs", after: -1 }],
    ["no times at all", "times", { kind: "throttle", service: "sqs", times: 0 }],
    ["a delay without length", "delayMs", { kind: "delay", service: "sqs" }],
    ["a delay of a day", "delayMs", { kind: "delay", service: "sqs", delayMs: 86_400_000 }],
    ["half a range", "delayMs.max", { kind: "delay", service: "sqs", delayMs: { min: 1 } }],
    ["a range upside down", "delayMs.max", { kind: "delay", service: "sqs", delayMs: { min: 9, max: 1 } }],
    ["a delay of a throttle", "delayMs", { kind: "throttle", service: "sqs", delayMs: 5 }],
    ["an error of a crash", "error", { kind: "crash", service: "sqs", error: { code: "E" } }],
    ["an error without code", "error.code", { kind: "error", service: "sqs", error: { message: "no" } }],
    [
      "an error with a success's status",
      "error.status",
      { kind: "error", service: "sqs", error: { code: "E", status: 200 } },
    ],
    [
      "a function error of no function",
      "error.functionError",
      { kind: "error", service: "lambda", error: { code: "E", functionError: true } },
    ],
    [
      "a function error with a status",
      "error.status",
      { kind: "error", function: "f", error: { code: "E", functionError: true, status: 500 } },
    ],
    ["a throttle after the effect", "when", { kind: "throttle", service: "sqs", when: "after" }],
    ["a moment of a duplicate", "when", { kind: "duplicate", service: "sqs", when: "before" }],
    ["another moment", "when", { kind: "crash", service: "sqs", when: "during" }],
    [
      "a duplicate of what is never doubled",
      "operation",
      { kind: "duplicate", service: "sqs", operation: "DeleteQueue" },
    ],
    ["a duplicate in such a service", "service", { kind: "duplicate", service: "dynamodb" }],
    [
      "a second receive of a FIFO queue",
      "resource",
      { kind: "duplicate", service: "sqs", operation: "ReceiveMessage", resource: "arn:aws:sqs:*:*:q.fifo" },
    ],
    ["an id with spaces", "id", { kind: "throttle", service: "sqs", id: "a b" }],
    ["that a fault outlives a restart", "persist", { kind: "throttle", service: "sqs", persist: true }],
  ])("refuses %s, and names %s", (_name, field, body) => {
    expect(refusal(body).field).toBe(field);
    expect(refusal([{ kind: "throttle", service: "sqs" }, body]).field).toBe(`[1].${field}`);
  });

  it.each([undefined, null, "throttle", 5])("refuses %j for a fault", (body) => {
    expect(refusal(body).message).toBe("The body must be a JSON object.");
  });

  it("says what would do", () => {
    expect(refusal({ kind: "throttle", service: "sqss" }).message).toBe(
      'service "sqss" does not run here: there are dynamodb, lambda, sqs, and *.',
    );
    expect(refusal({ kind: "delay", service: "sqs", delayMs: "soon" }).message).toBe(
      'delayMs must be a number, or a range such as {"min": 100, "max": 500}.',
    );
    expect(refusal({ kind: "throttle", service: "sqs", probability: 2 }).message).toBe(
      "probability must be a number from 0 to 1, but is 2.",
    );
  });
});
