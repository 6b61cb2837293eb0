import { describe, expect, it } from "vitest";
import { findDynoxide } from "../../../src/engines/dynamodb/dynoxide/binary.ts";

describe("finding dynoxide", () => {
  it("says what to do on a platform without a package", () => {
    expect(() => findDynoxide({}, { platform: "sunos", arch: "sparc" })).toThrow(
      /@dynoxide\/sunos-sparc is not installed.*SKEIN_DYNOXIDE/,
    );
  });

  it("takes the binary that SKEIN_DYNOXIDE names, and says so when it is not there", () => {
    expect(findDynoxide({ SKEIN_DYNOXIDE: process.execPath })).toBe(process.execPath);
    expect(() => findDynoxide({ SKEIN_DYNOXIDE: "/nowhere/dynoxide" })).toThrow("no such file");
  });
});
