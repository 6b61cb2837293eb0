import { describe, expect, it } from "vitest";
import type { FaultRequest } from "../../../src/faults/fault.ts";
import { createFaultStore, FaultExists } from "../../../src/faults/fault-store.ts";

const throttle: FaultRequest = { kind: "throttle", service: "sqs", probability: 1, after: 0 };
const ids = (store: ReturnType<typeof createFaultStore>) => store.list().map(({ id }) => id);

describe("the faults in force", () => {
  it("are none at first, and none after they are cleared", () => {
    const store = createFaultStore();
    expect(store.active).toBe(false);
    store.add([throttle]);
    expect(store.active).toBe(true);
    store.clear();
    expect(store.active).toBe(false);
  });

  it("get ids that nobody else has, and seeds to repeat them with", () => {
    const store = createFaultStore();
    store.add([throttle, { ...throttle, id: "throttle-1" }, throttle, throttle]);
    expect(ids(store)).toEqual(["throttle-2", "throttle-1", "throttle-3", "throttle-4"]);
    const seeds = store.list().map(({ seed }) => seed);
    expect(seeds.every(Number.isSafeInteger)).toBe(true);
    expect(new Set(seeds).size).toBe(4);
    expect(store.add([{ ...throttle, seed: 7 }])).toMatchObject([{ seed: 7, matched: 0, injected: 0 }]);
  });

  it("have one id each: a list with one that is taken adds none", () => {
    const store = createFaultStore();
    store.add([{ ...throttle, id: "a" }]);
    expect(() =>
      store.add([
        { ...throttle, id: "b" },
        { ...throttle, id: "a" },
      ]),
    ).toThrow(FaultExists);
    expect(() =>
      store.add([
        { ...throttle, id: "b" },
        { ...throttle, id: "b" },
      ]),
    ).toThrow(FaultExists);
    expect(ids(store)).toEqual(["a"]);
  });

  it("can be removed one by one", () => {
    const store = createFaultStore();
    store.add([
      { ...throttle, id: "a" },
      { ...throttle, id: "b" },
    ]);
    expect(store.remove("a")).toBe(true);
    expect(store.remove("a")).toBe(false);
    expect(ids(store)).toEqual(["b"]);
  });
});
