import { describe, expect, it } from "vitest";
import { dueAfterDays } from "../../../src/engines/s3/lifecycle/lifecycle-rule.ts";

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html#intro-lifecycle-rules-number-of-days
describe("days", () => {
  it.each([
    ["2014-01-15T10:30:00Z", 3, "2014-01-19T00:00:00Z"],
    ["2014-01-15T00:00:00Z", 1, "2014-01-16T00:00:00Z"],
    ["2014-01-15T00:00:01Z", 1, "2014-01-17T00:00:00Z"],
  ])("from %s, %i of them, end at %s", (since, days, expected) => {
    expect(new Date(dueAfterDays(Date.parse(since), days))).toEqual(new Date(expected));
  });
});
