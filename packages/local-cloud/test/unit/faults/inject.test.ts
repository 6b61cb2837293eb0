import { describe, expect, it } from "vitest";
import type { FaultRequest } from "../../../src/faults/fault.ts";
import { createFaultStore } from "../../../src/faults/fault-store.ts";
import { injectAfter, injectBefore, type Victim } from "../../../src/faults/inject.ts";
import type { Target } from "../../../src/faults/target.ts";

const target: Target = {
  service: "sqs",
  operation: "SendMessage",
  resources: ["arn:aws:sqs:us-east-1:000000000000:q"],
  principals: ["anonymous"],
};

type Wanted = Pick<FaultRequest, "kind"> & Partial<FaultRequest>;

/** A call whose effect is a line in `events`; faults leave their ids there. */
const setUp = (...wanted: readonly Wanted[]) => {
  const store = createFaultStore();
  const add = (...more: readonly Wanted[]) =>
    store.add(more.map((fault) => ({ probability: 1, after: 0, when: "before", ...fault }) as FaultRequest));
  add(...wanted);
  const events: string[] = [];
  const victim = (signal?: AbortSignal): Victim<string> => ({
    target,
    faults: store.all(),
    functionFailure: ({ code }) => `function failed: ${code}`,
    note: (id) => void events.push(id),
    crash: async ({ when, call }) => {
      events.push(`crash ${when} ${call}`);
      throw new Error("killed");
    },
    ...(signal ? { signal } : {}),
  });
  const effect = async (name = "effect") => `answer ${events.push(name)}`;
  const run = async (signal?: AbortSignal) => {
    const ended = await injectBefore(victim(signal));
    if (ended) return ended.answer;
    return injectAfter(victim(signal), await effect(), () => effect("effect again"));
  };
  const counters = () => store.list().map(({ matched, injected }) => [matched, injected]);
  return { store, add, events, run, victim, counters };
};

describe("a call with faults", () => {
  it("has its effect and its answer when none hits", async () => {
    const { run, events, counters } = setUp({ id: "never", kind: "throttle", probability: 0 });
    expect(await run()).toBe("answer 1");
    expect(events).toEqual(["effect"]);
    expect(counters()).toEqual([[1, 0]]);
  });

  it("is throttled before its effect", async () => {
    const { run, events } = setUp({ id: "busy", kind: "throttle" });
    await expect(run()).rejects.toMatchObject({ code: "RequestThrottled", status: 403 });
    expect(events).toEqual(["busy"]);
  });

  it("fails before its effect, or after it", async () => {
    const error = { code: "Oops", status: 502 };
    const before = setUp({ id: "e", kind: "error", error });
    await expect(before.run()).rejects.toMatchObject({ code: "Oops", status: 502 });
    expect(before.events).toEqual(["e"]);
    const after = setUp({ id: "e", kind: "error", error, when: "after" });
    await expect(after.run()).rejects.toMatchObject({ code: "Oops" });
    expect(after.events).toEqual(["effect", "e"]);
  });

  it("has its effect twice, and the last answer", async () => {
    const { run, events } = setUp({ id: "twice", kind: "duplicate" });
    expect(await run()).toBe("answer 3");
    expect(events).toEqual(["effect", "twice", "effect again"]);
  });

  it("is the last of the process, before its effect or after it", async () => {
    const site = "sqs:SendMessage on arn:aws:sqs:us-east-1:000000000000:q";
    const before = setUp({ id: "c", kind: "crash" });
    await expect(before.run()).rejects.toThrow("killed");
    expect(before.events).toEqual(["c", `crash before ${site}`]);
    const after = setUp({ id: "c", kind: "crash", when: "after" });
    await expect(after.run()).rejects.toThrow("killed");
    expect(after.events).toEqual(["effect", "c", `crash after ${site}`]);
  });

  it("meets the faults in their order, until one ends it: the others do not count it", async () => {
    const { run, events, counters } = setUp(
      { id: "late", kind: "delay", delayMs: 0, when: "after" },
      { id: "early", kind: "delay", delayMs: 0 },
      { id: "twice", kind: "duplicate" },
      { id: "lost", kind: "error", when: "after" },
      { id: "unseen", kind: "crash", when: "after" },
    );
    await expect(run()).rejects.toMatchObject({ code: "InternalFailure", status: 500 });
    expect(events).toEqual(["early", "effect", "late", "twice", "effect again", "lost"]);
    expect(counters()).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
      [0, 0],
    ]);
  });

  it("keeps the turns of faults that come after its effect, when it has none", async () => {
    const { run, counters, events } = setUp(
      { id: "late", kind: "delay", delayMs: 0, when: "after", times: 1 },
      { id: "busy", kind: "throttle", times: 1 },
    );
    await expect(run()).rejects.toThrow("Request is throttled.");
    expect(counters()).toEqual([
      [0, 0],
      [1, 1],
    ]);
    await run();
    expect(events).toEqual(["busy", "effect", "late"]);
  });

  it("meets faults that were added while it had its effect", async () => {
    const { add, victim } = setUp();
    expect(await injectBefore(victim())).toBeUndefined();
    add({ kind: "error", when: "after" });
    await expect(injectAfter(victim(), "answer", async () => "again")).rejects.toMatchObject({
      code: "InternalFailure",
    });
  });

  it("is a failure of the function, where that is wanted", async () => {
    const error = { code: "Error", functionError: true } as const;
    const { run, events } = setUp({ id: "thrown", kind: "error", error });
    expect(await run()).toBe("function failed: Error");
    expect(events).toEqual(["thrown"]);
  });
});

describe("a delay", () => {
  it("lasts as long as it is told, or something in between", async () => {
    const timed = async (fault: Wanted) => {
      const started = performance.now();
      await setUp(fault).run();
      return performance.now() - started;
    };
    expect(await timed({ kind: "delay", delayMs: 40 })).toBeGreaterThanOrEqual(39);
    expect(
      await timed({ kind: "delay", delayMs: { min: 40, max: 60 }, when: "after" }),
    ).toBeGreaterThanOrEqual(39);
  });

  it("ends when its fault is removed, and the call goes on", async () => {
    const { store, run, events } = setUp({ id: "long", kind: "delay", delayMs: 600_000 });
    const answer = run();
    store.clear();
    expect(await answer).toBe("answer 2");
    expect(events).toEqual(["long", "effect"]);
  });

  it("ends when its caller has gone", async () => {
    const { run } = setUp({ id: "long", kind: "delay", delayMs: 600_000 });
    expect(await run(AbortSignal.abort())).toBe("answer 2");
  });
});
