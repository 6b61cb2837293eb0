import { describe, expect, test } from "vitest";
import { StackView } from "../../src/api/stack-view.ts";
import { apiKeyCheck, describeUsagePlans, type UsagePlan } from "../../src/api/usage-plans.ts";

const plan = (limits: Partial<UsagePlan>): UsagePlan => ({
  keys: new Map([["key-1", "secret"]]),
  throttle: undefined,
  quota: undefined,
  ...limits,
});

describe("an API key", () => {
  test("is known by its id", () => {
    expect(apiKeyCheck([plan({})])("secret")).toBe("key-1");
  });

  test.each([undefined, "", "another"])("%j is refused", (value) => {
    expect(() => apiKeyCheck([plan({})])(value)).toThrow("Forbidden");
  });

  test("is throttled beyond its burst, and again free as time passes", () => {
    let now = 0;
    const check = apiKeyCheck([plan({ throttle: { rateLimit: 1, burstLimit: 2 } })], () => now);
    check("secret");
    check("secret");
    expect(() => check("secret")).toThrow("Too Many Requests");
    now = 1_000;
    expect(check("secret")).toBe("key-1");
    expect(() => check("secret")).toThrow("Too Many Requests");
  });

  test("is refused beyond its quota until the period is over", () => {
    let now = 0;
    const check = apiKeyCheck([plan({ quota: { limit: 1, period: "DAY" } })], () => now);
    check("secret");
    expect(() => check("secret")).toThrow("Limit Exceeded");
    now = 86_400_000;
    expect(check("secret")).toBe("key-1");
  });
});

describe("a usage plan of a stack", () => {
  const view = (keyProperties: Record<string, unknown>) =>
    new StackView({
      Plan: {
        type: "AWS::ApiGateway::UsagePlan",
        physicalId: "plan",
        attributes: {},
        properties: { Throttle: { RateLimit: 5, BurstLimit: 7 }, Quota: { Limit: 9, Period: "WEEK" } },
      },
      Key: {
        type: "AWS::ApiGateway::ApiKey",
        physicalId: "key-1",
        attributes: {},
        properties: keyProperties,
      },
      Member: {
        type: "AWS::ApiGateway::UsagePlanKey",
        physicalId: "member",
        attributes: {},
        properties: { UsagePlanId: "plan", KeyId: "key-1" },
      },
    });

  test("has its keys, throttle and quota", () => {
    expect(describeUsagePlans(view({ Enabled: true, Value: "secret" }))).toEqual([
      {
        keys: new Map([["key-1", "secret"]]),
        throttle: { rateLimit: 5, burstLimit: 7 },
        quota: { limit: 9, period: "WEEK" },
      },
    ]);
  });

  test("has no key that is disabled", () => {
    expect(describeUsagePlans(view({ Enabled: false, Value: "secret" }))[0]?.keys.size).toBe(0);
  });

  test("refuses a key whose value is not known", () => {
    expect(() => describeUsagePlans(view({ Enabled: true }))).toThrow("Key: an API key needs a Value");
  });
});
