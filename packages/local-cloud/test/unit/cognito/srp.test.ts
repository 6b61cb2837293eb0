import { describe, expect, it } from "vitest";
import {
  claimMatches,
  createServerHalf,
  createVerifier,
  isPublicValue,
  passwordMatches,
} from "../../../src/engines/cognito/auth/srp.ts";

/** One sign-in as a browser library made it, with its random numbers fixed. */
const recorded = {
  identity: { poolName: "Ab3dEf9hI", username: "6f0c3ad1-2a1b-4c47-9d51-5b6e1a7c0c11" },
  password: "Correct-Horse-9",
  salt: "f1d2c3b4a5968778695a4b3c2d1e0f10",
  serverSecret: 0xb3eacd33433b31b5252351032c9b3e7a2e7aa7738d5decdf0dd6c62680853c06n,
  clientPublic: [
    "9d59be6f422234ba9a7d9bf3831b6f9f22168c6cbcf317f6f13a9d7311274b909329c7ffbfa91fe53910eb55092ec111",
    "2c2c02bef759085f52ca2aaff463b21c73d7fb0920e6a74714ae9acdaae6d4d7db89ebe4d594e6b3381b8dd9d716554a",
    "7e16e881d04862a978a2e9da59c392a02a5f38c232f69783b5110011c4a9e1394a036a3ca2ccc295ce644da4dd3ffd25",
    "f0aeb2f49c865b315b55dc5e074fe23f686e64af2daaf75928fa22c9987827b7d967c1b2a455dc1ef87e2fefc25bd990",
    "fe57a51c6a0e5c659d90cf47ddd86e5f0f443e528c73218bbad9bfa0199478033cbe6599e2bb73c68d2ff14398eedb22",
    "b31477fe466e34d7d85ed99620a551df0c66164e31de4f1890e0c41347496947a41b2a8e01d8763da5d2cf5a1357b5ac",
    "d468127c02c007e650bdf9b73243b550740db2c1f5b2f8fe68f4a70f269a2e0692907e22cc92073b6d1915f578048931",
    "4787ea6c7e6e2ee6946d68f4bdcebe859d46a231040a08d81fba031272a269c7d8c1f91dc809f3810cc20615993f1557",
  ].join(""),
  claim: {
    secretBlock: "dGhlIGJsb2NrIHRoYXQgb25seSB0aGUgc2VydmVyIHJlYWRz",
    timestamp: "Sun Nov 22 11:40:00 UTC 2026",
    signature: "VjrMjNhF85yBvmMv17uLNKD48fGELb2AlIg2mdrCsYs=",
  },
};

const exchange = () => {
  const { identity, password, salt, serverSecret, clientPublic } = recorded;
  const stored = createVerifier(identity, password, Buffer.from(salt, "hex"));
  return { identity, stored, clientPublic, server: createServerHalf(stored, serverSecret) };
};

describe("secure remote password", () => {
  it("accepts what a browser library computes", () => {
    expect(claimMatches(exchange(), recorded.claim)).toBe(true);
  });

  it.each([
    ["another time", { timestamp: "Sun Nov 22 11:40:01 UTC 2026" }],
    ["another secret block", { secretBlock: Buffer.from("another").toString("base64") }],
    ["another signature", { signature: Buffer.alloc(32).toString("base64") }],
    ["no signature", { signature: "" }],
  ])("refuses a claim with %s", (_what, change) => {
    expect(claimMatches(exchange(), { ...recorded.claim, ...change })).toBe(false);
  });

  it("binds a verifier to its user and pool", () => {
    const { identity, stored } = exchange();
    expect(passwordMatches(identity, stored, recorded.password)).toBe(true);
    expect(passwordMatches(identity, stored, "Correct-Horse-8")).toBe(false);
    expect(passwordMatches({ ...identity, username: "eve" }, stored, recorded.password)).toBe(false);
    expect(passwordMatches({ ...identity, poolName: "other" }, stored, recorded.password)).toBe(false);
  });

  it.each(["0", "", "xyz", "0".repeat(771)])("takes %j for no public value", (value) => {
    expect(isPublicValue(value)).toBe(false);
  });
});
