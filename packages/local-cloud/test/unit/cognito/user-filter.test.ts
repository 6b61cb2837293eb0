import { describe, expect, it } from "vitest";
import type { User } from "../../../src/engines/cognito/users/user.ts";
import { userFilter } from "../../../src/engines/cognito/users/user-filter.ts";

const user: User = {
  poolId: "p",
  username: "ada",
  status: "CONFIRMED",
  enabled: true,
  attributes: { sub: "1", email: "ada@example.com", name: 'Ada "the first"' },
  password: undefined,
  failedSignIns: 0,
  lockedUntil: 0,
  createdAt: 0,
  modifiedAt: 0,
};

describe("filter of ListUsers", () => {
  it.each([
    [undefined, true],
    ['email = "ada@example.com"', true],
    ['email = "ada"', false],
    ['email ^= "ada@"', true],
    ['"username" = "ada"', true],
    ['cognito:user_status = "confirmed"', true],
    ['status = "Disabled"', false],
    ['family_name = "Lovelace"', false],
    ['name = "Ada \\"the first\\""', true],
  ])("%s", (filter, matches) => {
    expect(userFilter(filter)(user)).toBe(matches);
  });

  it.each(['custom:team = "a"', "email", 'email like "a"'])("refuses %s", (filter) => {
    expect(() => userFilter(filter)).toThrow("Invalid search attribute or filter");
  });
});
