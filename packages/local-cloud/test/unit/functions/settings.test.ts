import { expect, it } from "vitest";
import { functionSettingsOf } from "../../../src/functions/settings.ts";

it("the scale shortens the minutes between retries", () => {
  expect(functionSettingsOf({}).asyncRetryDelaysMs).toEqual([60_000, 120_000]);
  const { asyncRetryDelaysMs } = functionSettingsOf({ SKEIN_ASYNC_RETRY_SCALE: "0.01" });
  expect(asyncRetryDelaysMs).toEqual([600, 1_200]);
});

it.each(["0", "-1", "fast"])("refuses the scale %s", (SKEIN_ASYNC_RETRY_SCALE) => {
  expect(() => functionSettingsOf({ SKEIN_ASYNC_RETRY_SCALE })).toThrow("must be a number above 0");
});
