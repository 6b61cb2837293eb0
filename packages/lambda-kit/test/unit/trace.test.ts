import { expect, it } from "vitest";
import { continueTrace, traceIdOf } from "../../src/trace.ts";

const traceId = "6921a3b40a1b2c3d4e5f60718293a4b5";
const shape = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

it("continues the caller's trace in a span of its own, with the caller's flags", () => {
  const continued = continueTrace(`00-${traceId}-1111111111111111-00`);
  expect(continued).toMatch(new RegExp(`^00-${traceId}-(?!1{16})[0-9a-f]{16}-00$`));
  expect(traceIdOf(continued)).toBe(traceId);
});

it("takes X-Ray's trace when the caller has none", () => {
  const xray = "Root=1-6921a3b4-0a1b2c3d4e5f60718293a4b5;Parent=53995c3f42cd8ad8;Sampled=1";
  expect(traceIdOf(continueTrace(undefined, () => xray))).toBe(traceId);
});

it.each([
  undefined,
  "",
  "nonsense",
  `00-${"0".repeat(32)}-1111111111111111-01`,
  `00-${traceId}-${"0".repeat(16)}-01`,
  `ff-${traceId}-1111111111111111-01`,
])("starts a new trace for %s", (traceparent) => {
  const continued = continueTrace(traceparent, () => undefined);
  expect(continued).toMatch(shape);
  expect(traceIdOf(continued)).not.toBe(traceId);
});
