import { describe, expect, it } from "vitest";
import { checkForm } from "../../../src/engines/s3/objects/post-policy.ts";

const now = Date.parse("2026-01-01T00:00:00Z");

const check = (
  conditions: unknown,
  fields: Record<string, string>,
  expiration: unknown = "2026-01-01T01:00:00Z",
) => {
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString("base64");
  return checkForm(new Map(Object.entries({ policy, ...fields })), "bucket", now);
};

// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
describe("the policy of a form", () => {
  const bucket = { bucket: "bucket" };

  it.each([
    ["an exact field", [bucket, { key: "a" }], { key: "a" }],
    ["an exact field, as a list", [bucket, ["eq", "$key", "a"]], { key: "a" }],
    ["the start of a field", [bucket, ["starts-with", "$key", "user/"]], { key: "user/a" }],
    ["anything", [bucket, ["starts-with", "$key", ""]], { key: "whatever" }],
    [
      "fields by whatever case",
      [{ Bucket: "bucket" }, ["eq", "$Content-Type", "a"]],
      { "content-type": "a" },
    ],
    [
      "several types that begin alike",
      [bucket, ["starts-with", "$Content-Type", "image/"]],
      { "content-type": "image/a,image/b" },
    ],
    ["fields to be ignored", [bucket], { "x-ignore-me": "1" }],
  ])("lets in %s", (_what, conditions, fields) => {
    expect(() => check(conditions, fields)).not.toThrow();
  });

  it.each([
    [
      "another value",
      [bucket, { key: "a" }],
      { key: "b" },
      /Policy Condition failed: \["eq", "\$key", "a"\]/,
    ],
    [
      "another start",
      [bucket, ["starts-with", "$key", "user/"]],
      { key: "other/a" },
      /Policy Condition failed/,
    ],
    [
      "one type that begins otherwise",
      [bucket, ["starts-with", "$Content-Type", "image/"]],
      { "content-type": "image/a,text/b" },
      /Policy Condition failed/,
    ],
    ["a missing field", [bucket, { acl: "private" }], {}, /Policy Condition failed/],
    ["another bucket", [{ bucket: "other" }], {}, /Policy Condition failed/],
    ["a field without a condition", [bucket], { key: "a" }, /Extra input fields: key/],
    [
      "a field without its dollar",
      [bucket, ["eq", "key", "a"]],
      { key: "a" },
      /Policy Condition failed: \["eq", "key", "a"\]/,
    ],
    [
      "a range of words",
      [bucket, ["content-length-range", "few", "many"]],
      {},
      /Policy Condition failed: \["content-length-range", "few", "many"\]/,
    ],
  ])("keeps out %s", (_what, conditions, fields, message) => {
    expect(() => check(conditions, fields)).toThrow(message);
  });

  it.each([
    ["no conditions", undefined, "2026-01-01T01:00:00Z"],
    ["no date", [], null],
    ["an unknown operation", [["contains", "$key", "a"]], "2026-01-01T01:00:00Z"],
    ["half a range", [["content-length-range", 1]], "2026-01-01T01:00:00Z"],
    ["two properties in one", [{ bucket: "bucket", key: "a" }], "2026-01-01T01:00:00Z"],
    ["a number", [7], "2026-01-01T01:00:00Z"],
  ])("cannot have %s", (_what, conditions, expiration) => {
    expect(() => check(conditions, {}, expiration)).toThrow(/^Invalid Policy: /);
  });

  it("ends", () => {
    expect(() => check([bucket], {}, "2026-01-01T00:00:00Z")).toThrow("Policy expired.");
  });

  it("bounds the file by the narrowest of its ranges", () => {
    const size = check([bucket, ["content-length-range", 1, 100], ["content-length-range", "10", "50"]], {});
    expect(size.most).toBe(50);
    expect(() => size.check(9)).toThrow("smaller than the minimum");
    expect(() => size.check(10)).not.toThrow();
    expect(() => size.check(51)).toThrow("exceeds the maximum");
  });

  it("is not needed, where the bucket lets strangers in", () => {
    const size = checkForm(new Map([["key", "a"]]), "bucket", now);
    expect(() => size.check(1_000_000)).not.toThrow();
  });
});
