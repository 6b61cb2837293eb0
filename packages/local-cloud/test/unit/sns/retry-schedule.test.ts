import { expect, it } from "vitest";
import { retryDelayOf } from "../../../src/engines/sns/deliveries/retry-schedule.ts";

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html */
it("tries as often as AWS does, over 23 days", () => {
  const delays: number[] = [];
  for (let attempts = 1; ; attempts++) {
    const delay = retryDelayOf(attempts);
    if (delay === undefined) break;
    delays.push(delay);
  }
  expect(delays).toHaveLength(100_015);
  expect(delays.slice(0, 5)).toEqual([0, 0, 0, 1000, 1000]);
  const backoff = delays.slice(5, 15);
  expect(backoff).toEqual(backoff.toSorted((one, other) => one - other));
  expect(backoff.at(-1)).toBeLessThanOrEqual(20_000);
  expect(new Set(delays.slice(15))).toEqual(new Set([20_000]));
  expect(Math.floor(delays.reduce((sum, delay) => sum + delay, 0) / 86_400_000)).toBe(23);
});
