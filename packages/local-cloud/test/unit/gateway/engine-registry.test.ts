import { describe, expect, it } from "vitest";
import type { Engine, RawRequest } from "../../../src/gateway/engine.ts";
import { createEngineRegistry } from "../../../src/gateway/engine-registry.ts";

const newer: Engine = { service: "ses", protocol: "rest-json", operations: {} };
const older: Engine = { service: "ses", protocol: "query", xmlNamespace: "2010-12-01", operations: {} };

const request = (contentType: string): RawRequest => ({
  method: "POST",
  url: "/",
  headers: { "content-type": contentType },
  body: Buffer.alloc(0),
});

describe("engine registry", () => {
  it("tells two versions of one signing name apart by the protocol of the client", () => {
    const registry = createEngineRegistry();
    registry.add(newer);
    registry.add(older);
    expect(registry.forRequest(request("application/json"), "ses")).toBe(newer);
    expect(registry.forRequest(request("application/x-www-form-urlencoded; charset=utf-8"), "ses")).toBe(
      older,
    );
    expect(registry.get("ses")).toBe(newer);
    expect(registry.all()).toEqual([newer, older]);
  });

  it("has one engine per signing name and protocol", () => {
    const registry = createEngineRegistry();
    registry.add(newer);
    expect(() => registry.add({ ...newer })).toThrow("There are two engines for ses");
  });
});
