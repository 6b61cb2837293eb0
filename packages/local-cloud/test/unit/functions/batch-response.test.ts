import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batchVerdict } from "../../../src/functions/mappings/batch-response.ts";

const batch = ["m1", "m2", "m3"];
const verdictOf = (answer: unknown) => batchVerdict(JSON.stringify(answer), batch);
const item = (itemIdentifier: unknown) => ({ itemIdentifier });

describe("an answer that reports failed items", () => {
  it.each([
    ["no failures", { batchItemFailures: [] }],
    ["null for the list", { batchItemFailures: null }],
    ["no list at all", {}],
    ["null", null],
  ])("is a success with %s", (_what, answer) => {
    expect(verdictOf(answer)).toEqual({ kind: "success" });
  });

  it("is a success when it is empty", () => {
    expect(batchVerdict("", batch)).toEqual({ kind: "success" });
  });

  it.each([
    ["another key", { batchItemFailures: [{ foo: "m1" }] }],
    ["an empty identifier", { batchItemFailures: [item("")] }],
    ["null as identifier", { batchItemFailures: [item(null)] }],
    ["a number as identifier", { batchItemFailures: [item(1)] }],
    ["an identifier of no message", { batchItemFailures: [item("m1"), item("m9")] }],
    ["an item that is no object", { batchItemFailures: ["m1"] }],
    ["null as item", { batchItemFailures: [null] }],
    ["a list that is none", { batchItemFailures: "m1" }],
    ["text for an answer", "m1"],
    ["a list for an answer", [item("m1")]],
    ["a number for an answer", 7],
  ])("fails the whole batch with %s", (_what, answer) => {
    expect(verdictOf(answer).kind).toBe("failure");
  });

  it("fails the whole batch when it is no JSON", () => {
    expect(batchVerdict("<html>", batch).kind).toBe("failure");
  });

  it("names the failed items once each, in the order of the batch", () => {
    expect(verdictOf({ batchItemFailures: [item("m3"), item("m1"), item("m3")] })).toEqual({
      kind: "partial",
      failed: ["m1", "m3"],
    });
  });
});

describe("any answer", () => {
  it("never throws, and never names an item that is not in the batch", () => {
    const almost = fc.record(
      {
        batchItemFailures: fc.oneof(
          fc.array(fc.oneof(fc.constantFrom(...batch).map(item), fc.jsonValue().map(item), fc.jsonValue())),
          fc.jsonValue(),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          almost.map((one) => JSON.stringify(one)),
        ),
        (answer) => {
          const verdict = batchVerdict(answer, batch);
          if (verdict.kind === "partial") {
            expect(verdict.failed.length).toBeGreaterThan(0);
            expect(batch).toEqual(expect.arrayContaining([...verdict.failed]));
          }
        },
      ),
    );
  });

  it("that names only items of the batch is taken at its word", () => {
    fc.assert(
      fc.property(fc.subarray(batch, { minLength: 1 }), (failed) => {
        expect(verdictOf({ batchItemFailures: failed.map(item) })).toEqual({ kind: "partial", failed });
      }),
    );
  });

  it("with one bad identifier among good ones fails the whole batch", () => {
    const bad = fc.oneof(
      fc.jsonValue().filter((value) => typeof value !== "string" || !batch.includes(value)),
      fc.constant(undefined),
    );
    fc.assert(
      fc.property(fc.subarray(batch), bad, fc.nat(3), (good, wrong, at) => {
        const items = [...good.map(item).slice(0, at), item(wrong), ...good.map(item).slice(at)];
        expect(verdictOf({ batchItemFailures: items }).kind).toBe("failure");
      }),
    );
  });
});
