import { describe, expect, it } from "vitest";
import type { ConditionContext, PolicyStatement } from "../../../src/iam/policy.ts";
import { allow, allowed, conditionAllows, conditionDenies, policy } from "./evaluation.ts";

type Case = readonly [
  operator: string,
  policyValue: string | number | boolean,
  requestValue: string,
  holds: boolean,
];

const cases: readonly Case[] = [
  ["StringEquals", "a", "a", true],
  ["StringEquals", "a", "A", false],
  ["StringEquals", "a*", "abc", false],
  ["StringEquals", "a*", "a*", true],
  ["StringNotEquals", "a", "b", true],
  ["StringNotEquals", "a", "a", false],
  ["StringEqualsIgnoreCase", "a", "A", true],
  ["StringNotEqualsIgnoreCase", "a", "A", false],
  ["StringLike", "home/*/x?", "home/a/b/xy", true],
  ["StringLike", "home/*", "Home/a", false],
  ["StringNotLike", "home/*", "home/a", false],
  ["StringNotLike", "home/*", "away", true],
  ["NumericEquals", 10, "10.0", true],
  ["NumericEquals", "10", "11", false],
  ["NumericNotEquals", "10", "11", true],
  ["NumericLessThan", "10", "9", true],
  ["NumericLessThan", "10", "10", false],
  ["NumericLessThanEquals", "10", "10", true],
  ["NumericGreaterThan", "10", "9", false],
  ["NumericGreaterThanEquals", "10", "10", true],
  ["NumericLessThan", "10", "many", false],
  ["NumericLessThan", "10", "", false],
  ["DateEquals", "2026-11-22T00:00:00Z", "2026-11-22T01:00:00+01:00", true],
  ["DateNotEquals", "2026-11-22T00:00:00Z", "2026-11-22T00:00:00Z", false],
  ["DateLessThan", "2026-11-22T00:00:00Z", "2026-11-21T23:59:59Z", true],
  ["DateLessThanEquals", "1800000000", "2027-01-15T08:00:00Z", true],
  ["DateGreaterThan", "2026-11-22T00:00:00Z", "2026-11-21T23:59:59Z", false],
  ["DateGreaterThanEquals", "2026-11-22T00:00:00Z", "2026-11-22T00:00:00Z", true],
  ["Bool", true, "true", true],
  ["Bool", "true", "false", false],
  ["BinaryEquals", "QmluYXJ5", "QmluYXJ5", true],
  ["BinaryEquals", "QmluYXJ5", "QmluYXI=", false],
  ["IpAddress", "203.0.113.0/24", "203.0.113.77", true],
  ["IpAddress", "203.0.113.0/24", "203.0.114.1", false],
  ["IpAddress", "203.0.113.9", "203.0.113.9", true],
  ["IpAddress", "2001:db8::/32", "2001:db8:1::1", true],
  ["IpAddress", "2001:db8::/32", "203.0.113.9", false],
  ["NotIpAddress", "203.0.113.0/24", "203.0.113.77", false],
  ["NotIpAddress", "203.0.113.0/24", "198.51.100.1", true],
  ["ArnEquals", "arn:aws:sns:*:000000000000:t*", "arn:aws:sns:us-east-1:000000000000:topic", true],
  ["ArnLike", "arn:aws:sns:*:000000000000:topic", "arn:aws:sns:us-east-1:111111111111:topic", false],
  ["ArnLike", "arn:aws:sns:*:topic", "arn:aws:sns:us-east-1:000000000000:topic", false],
  ["ArnLike", "arn:aws:sns:*:*:*", "no arn at all", false],
  ["ArnNotEquals", "arn:aws:sns:*:*:a", "arn:aws:sns:us-east-1:0:b", true],
  ["ArnNotLike", "arn:aws:sns:*:*:a", "arn:aws:sns:us-east-1:0:a", false],
];

describe("condition operators", () => {
  it.each(cases)("%s %s against %s: %s", (operator, expected, actual, holds) => {
    const condition = { [operator]: { "aws:key": expected } };
    expect(conditionAllows(condition, { "aws:key": actual })).toBe(holds);
    expect(conditionDenies(condition, { "aws:key": actual })).toBe(holds);
  });

  it.each([
    ["StringEquals", false],
    ["StringLike", false],
    ["StringNotEquals", true],
    ["StringNotLike", true],
    ["ArnNotLike", true],
    ["NotIpAddress", true],
    ["StringEqualsIfExists", true],
    ["StringNotEqualsIfExists", true],
  ])("%s for an absent key: %s", (operator, holds) => {
    const value = operator === "NotIpAddress" ? "10.0.0.1" : "arn:aws:sns:::x";
    expect(conditionAllows({ [operator]: { "aws:absent": value } }, {})).toBe(holds);
  });

  it("still compare with IfExists when the key is there", () => {
    expect(conditionAllows({ StringEqualsIfExists: { "aws:key": "a" } }, { "aws:key": "b" })).toBe(false);
  });

  it("ask with Null whether a key is there", () => {
    expect(conditionAllows({ Null: { "aws:key": "true" } }, {})).toBe(true);
    expect(conditionAllows({ Null: { "aws:key": true } }, { "aws:key": "x" })).toBe(false);
    expect(conditionAllows({ Null: { "aws:key": "false" } }, { "aws:key": "x" })).toBe(true);
  });

  it("need every operator and every key, and any of the values", () => {
    const context = { "aws:a": "1", "aws:b": "2" };
    expect(conditionAllows({ StringEquals: { "aws:a": ["0", "1"], "aws:b": "2" } }, context)).toBe(true);
    expect(conditionAllows({ StringEquals: { "aws:a": ["0", "1"], "aws:b": "3" } }, context)).toBe(false);
    expect(conditionAllows({ StringEquals: { "aws:a": "1" }, Bool: { "aws:b": "true" } }, context)).toBe(
      false,
    );
    expect(conditionAllows({ StringNotEquals: { "aws:a": ["0", "1"] } }, context)).toBe(false);
  });

  it("find keys whatever their case", () => {
    expect(conditionAllows({ StringEquals: { "AWS:sourcearn": "x" } }, { "aws:SourceArn": "x" })).toBe(true);
  });
});

describe("keys of several values", () => {
  const keys = (...values: string[]): ConditionContext => ({ "dynamodb:LeadingKeys": values });
  const set = (qualifier: string): PolicyStatement["Condition"] => ({
    [`${qualifier}StringEquals`]: { "dynamodb:LeadingKeys": ["a", "b"] },
  });

  it("hold for all values", () => {
    expect(conditionAllows(set("ForAllValues:"), keys("a", "b"))).toBe(true);
    expect(conditionAllows(set("ForAllValues:"), keys("a", "c"))).toBe(false);
    expect(conditionAllows(set("ForAllValues:"), {})).toBe(true);
  });

  it("hold for any value", () => {
    expect(conditionAllows(set("ForAnyValue:"), keys("c", "b"))).toBe(true);
    expect(conditionAllows(set("ForAnyValue:"), keys("c", "d"))).toBe(false);
    expect(conditionAllows(set("ForAnyValue:"), {})).toBe(false);
  });

  it("without a set operator let an Allow need all and a Deny any", () => {
    expect(conditionAllows(set(""), keys("a", "c"))).toBe(false);
    expect(conditionAllows(set(""), keys("a", "b"))).toBe(true);
    expect(conditionDenies(set(""), keys("a", "c"))).toBe(true);
  });
});

describe("policy variables", () => {
  const folder = (resource: string, context: ConditionContext, Version = "2012-10-17") =>
    allowed({
      action: "s3:GetObject",
      resource,
      context,
      identity: [
        {
          Version,
          Statement: allow({
            Action: "s3:GetObject",
            Resource: `arn:aws:s3:::files/\${cognito-identity.amazonaws.com:sub}/*`,
          }),
        },
      ],
    });
  const sub = "us-east-1:12345678-aaaa";

  it("stand for the value of a condition key, colons and all", () => {
    const context = { "cognito-identity.amazonaws.com:sub": sub };
    expect(folder(`arn:aws:s3:::files/${sub}/cat.png`, context)).toBe(true);
    expect(folder("arn:aws:s3:::files/us-east-1:other/cat.png", context)).toBe(false);
  });

  it("never bring wildcards along", () => {
    const context = { "cognito-identity.amazonaws.com:sub": "*" };
    expect(folder("arn:aws:s3:::files/somebody/cat.png", context)).toBe(false);
    expect(folder("arn:aws:s3:::files/*/cat.png", context)).toBe(true);
  });

  it("match nothing when the key is absent or has several values", () => {
    expect(folder("arn:aws:s3:::files//cat.png", {})).toBe(false);
    expect(folder("arn:aws:s3:::files/a/x", { "cognito-identity.amazonaws.com:sub": ["a", "b"] })).toBe(
      false,
    );
  });

  it("mean nothing before version 2012-10-17", () => {
    expect(
      folder(`arn:aws:s3:::files/${sub}/x`, { "cognito-identity.amazonaws.com:sub": sub }, "2008-10-17"),
    ).toBe(false);
  });

  it("fall back to their default", () => {
    const condition = { StringEquals: { "aws:team": `\${aws:PrincipalTag/team, 'nobody'}` } };
    expect(conditionAllows(condition, { "aws:team": "nobody" })).toBe(true);
    expect(conditionAllows(condition, { "aws:team": "nobody", "aws:PrincipalTag/team": "blue" })).toBe(false);
  });

  it("write *, ? and $ as themselves", () => {
    const condition = { StringLike: { "aws:key": `a\${*}b\${?}c\${$}*` } };
    expect(conditionAllows(condition, { "aws:key": "a*b?c$ and more" })).toBe(true);
    expect(conditionAllows(condition, { "aws:key": "aXb?c$" })).toBe(false);
  });

  it("without a value do not open an Allow by negation", () => {
    const condition = { StringNotEquals: { "aws:key": `\${aws:absent}` } };
    expect(conditionAllows(condition, { "aws:key": "x" })).toBe(false);
    expect(conditionDenies(condition, { "aws:key": "x" })).toBe(true);
    const statement = { Effect: "Allow", Action: "*", NotResource: `arn:aws:s3:::\${aws:absent}` } as const;
    expect(allowed({ identity: [policy(statement)] })).toBe(false);
  });
});
