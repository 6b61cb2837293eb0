import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readJwt, signJwt } from "../../../src/engines/cognito/tokens/jwt.ts";
import { loadKeys } from "../../../src/engines/cognito/tokens/keys.ts";
import { seal, unseal } from "../../../src/engines/cognito/tokens/sealed.ts";

describe("keys of a cloud", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "keys-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("are made once and readable by their owner only", () => {
    const first = loadKeys(folder);
    const file = path.join(folder, "keys.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file, "utf8");
    expect(loadKeys(folder).keyId).toBe(first.keyId);
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  it("read what they have signed and nothing else", () => {
    const keys = loadKeys(folder);
    const token = signJwt(keys, { sub: "ada" });
    expect(readJwt(keys, token)).toEqual({ sub: "ada" });
    const [header, , signature] = token.split(".");
    const forged = Buffer.from(JSON.stringify({ sub: "eve" })).toString("base64url");
    expect(readJwt(keys, `${header}.${forged}.${signature}`)).toBeUndefined();
    expect(readJwt(keys, `${token}.more`)).toBeUndefined();
    expect(readJwt(keys, "nonsense")).toBeUndefined();
    const unsigned = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
    expect(readJwt(keys, `${unsigned}.${forged}.`)).toBeUndefined();
  });

  it("open what they have sealed, for the same purpose", () => {
    const keys = loadKeys(folder);
    const sealed = seal(keys, "sign-in", { user: "ada" });
    expect(sealed).not.toContain("ada");
    expect(unseal(keys, "sign-in", sealed)).toEqual({ user: "ada" });
    expect(unseal(keys, "other", sealed)).toBeUndefined();
    expect(unseal(keys, "sign-in", `${sealed.slice(0, -8)}AAAAAAA=`)).toBeUndefined();
    expect(unseal(keys, "sign-in", "")).toBeUndefined();
  });
});
