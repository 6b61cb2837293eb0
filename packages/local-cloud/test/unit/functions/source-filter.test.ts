import { expect, it } from "vitest";
import { recordFilter } from "../../../src/functions/mappings/source-filter.ts";

const queueFilter = (...patterns: object[]) =>
  recordFilter({
    source: "sqs",
    FilterCriteria: { Filters: patterns.map((pattern) => ({ Pattern: JSON.stringify(pattern) })) },
  });

it("lets everything through without a pattern", () => {
  expect(queueFilter()({ body: "anything" })).toBe(true);
});

it.each([
  ["JSON by a JSON pattern", { body: { type: ["a"] } }, '{"type":"a"}', true],
  ["other JSON by a JSON pattern", { body: { type: ["a"] } }, '{"type":"b"}', false],
  ["text by a JSON pattern", { body: { type: ["a"] } }, "a", false],
  ["text by a text pattern", { body: ["a"] }, "a", true],
  ["JSON by a text pattern", { body: ["a"] }, '{"type":"a"}', false],
  ["by another member", { eventSource: ["aws:sqs"] }, "whatever", true],
])("matches a body: %s", (_what, pattern, body, passes) => {
  expect(queueFilter(pattern)({ body, eventSource: "aws:sqs" })).toBe(passes);
});

it("passes what any of several patterns matches", () => {
  const passes = queueFilter({ body: { n: [1] } }, { body: { n: [2] } });
  expect([1, 2, 3].map((n) => passes({ body: JSON.stringify({ n }) }))).toEqual([true, true, false]);
});

it.each([
  ["JSON that matches", '{"type":"a"}', true],
  ["other JSON", '{"type":"b"}', false],
  ["JSON that is no object", "5", false],
  ["text, which never passes", "a", false],
])("matches the data of a Kinesis record, decoded: %s", (_what, data, passes) => {
  const filter = recordFilter({
    source: "kinesis",
    FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ data: { type: ["a"] } }) }] },
  });
  expect(filter({ kinesis: { data: Buffer.from(data).toString("base64") } })).toBe(passes);
});
