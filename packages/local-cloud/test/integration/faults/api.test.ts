import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type FaultyCloud, startFaultyCloud } from "./faulty-cloud.ts";

let cloud: FaultyCloud;
beforeAll(async () => {
  cloud = await startFaultyCloud();
});
afterEach(() => cloud.clearFaults());
afterAll(() => cloud?.close());

describe("/_local/faults", () => {
  it("takes one fault, shows it with its counters, and removes it", async () => {
    const fault = { kind: "throttle", service: "sqs", operation: "SendMessage", seed: 3 };
    const expected = { id: expect.any(String), ...fault, probability: 1, after: 0, matched: 0, injected: 0 };
    const added = await cloud.addFault(fault);
    expect(added).toEqual(expected);
    expect(await cloud.faults()).toEqual([added]);
    expect(await cloud.request("DELETE", `faults/${added.id}`)).toEqual({ status: 204, body: undefined });
    expect(await cloud.faults()).toEqual([]);
    expect((await cloud.request("DELETE", `faults/${added.id}`)).status).toBe(404);
  });

  it("takes a list, all or none, and clears all", async () => {
    const a = { id: "a", kind: "crash", function: "skein-*", times: 1 };
    const b = { id: "b", kind: "delay", service: "*", delayMs: 0, probability: 0.5 };
    expect(await cloud.request("POST", "faults", [a, b])).toMatchObject({ status: 201, body: [a, b] });
    expect(await cloud.request("POST", "faults", [{ ...a, id: "c" }, b])).toMatchObject({
      status: 409,
      body: { title: "Conflict", field: "id", detail: expect.stringContaining('"b"') },
    });
    expect(await cloud.faults()).toHaveLength(2);
    await cloud.clearFaults();
    expect(await cloud.faults()).toEqual([]);
  });

  it("refuses what makes no sense, and names it", async () => {
    expect(
      await cloud.request("POST", "faults", { kind: "throttle", service: "sqs", operation: "SendMesage" }),
    ).toEqual({
      status: 400,
      body: {
        type: "about:blank",
        title: "Invalid fault",
        status: 400,
        detail: 'operation "SendMesage" is no operation of sqs here.',
        field: "operation",
      },
    });
    expect((await cloud.request("POST", "faults")).status).toBe(400);
    expect(await cloud.faults()).toEqual([]);
  });

  it("is open to local tools, and closed to web pages", async () => {
    const url = `${cloud.endpoint}/_local/faults`;
    const body = JSON.stringify({ kind: "crash", service: "*" });
    expect(
      (await fetch(url, { method: "POST", body, headers: { origin: "http://evil.example" } })).status,
    ).toBe(403);
    expect((await fetch(url)).status).toBe(200);
    expect(await cloud.faults()).toEqual([]);
  });

  it("takes every example of the documentation", async () => {
    const file = path.resolve(import.meta.dirname, "../../../../../docs/faults.md");
    const bodies = [...(await readFile(file, "utf8")).matchAll(/curl .* -d '([^']+)'/g)].map(
      ([, body]) => body,
    );
    expect(bodies.length).toBeGreaterThan(5);
    for (const body of bodies)
      expect(await cloud.request("POST", "faults", JSON.parse(body ?? ""))).toMatchObject({ status: 201 });
  });
});
