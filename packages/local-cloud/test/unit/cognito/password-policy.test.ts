import { describe, expect, it } from "vitest";
import { checkPassword, temporaryPassword } from "../../../src/engines/cognito/pools/password-policy.ts";
import { changeableSettings } from "../../../src/engines/cognito/pools/pool-input.ts";

const policyOf = (policy?: object) =>
  changeableSettings(policy === undefined ? {} : { Policies: { PasswordPolicy: policy } }).Policies
    .PasswordPolicy;

describe("password policy", () => {
  it.each([
    ["Ab1!xyz", "Password not long enough"],
    ["ABCDEF1!", "Password must have lowercase characters"],
    ["abcdef1!", "Password must have uppercase characters"],
    ["Abcdefg!", "Password must have numeric characters"],
    ["Abcdefg1", "Password must have symbol characters"],
  ])("refuses %s in a pool without a policy of its own", (password, reason) => {
    expect(() => checkPassword(policyOf(), password)).toThrow(
      `Password did not conform with policy: ${reason}`,
    );
  });

  it("takes a password that meets it", () => {
    expect(() => checkPassword(policyOf(), "Abcdef1!")).not.toThrow();
  });

  it("requires only what a given policy names", () => {
    const policy = policyOf({ MinimumLength: 10, RequireNumbers: true });
    expect(() => checkPassword(policy, "abcdefghi1")).not.toThrow();
    expect(() => checkPassword(policy, "abcdefghij")).toThrow("numeric");
    expect(() => checkPassword(policy, "abcdefgh1")).toThrow("not long enough");
  });

  it("makes temporary passwords that meet it", () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const policy = policyOf({
      MinimumLength: 20,
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
    });
    for (let round = 0; round < 50; round += 1)
      expect(() => checkPassword(policy, temporaryPassword(policy, random))).not.toThrow();
  });
});
