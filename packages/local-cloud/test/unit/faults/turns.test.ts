import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Schedule } from "../../../src/faults/fault.ts";
import { createTurns } from "../../../src/faults/turns.ts";

const standard: Schedule = { probability: 1, seed: 1, after: 0 };

/** Which of the first calls are hit. */
const pattern = (schedule: Partial<Schedule>, calls: number): readonly boolean[] => {
  const turns = createTurns({ ...standard, ...schedule });
  return Array.from({ length: calls }, () => turns.next() !== undefined);
};

const schedules = fc.record({
  probability: fc.double({ min: 0, max: 1, noNaN: true }),
  seed: fc.nat(),
  after: fc.nat(20),
});

describe("the turns of a fault", () => {
  it("come at every call unless told otherwise", () => {
    expect(pattern({}, 3)).toEqual([true, true, true]);
  });

  it("let the first calls pass, and end after so many", () => {
    expect(pattern({ after: 2, times: 2 }, 6)).toEqual([false, false, true, true, false, false]);
  });

  it("never come at probability 0, and always at 1", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(pattern({ seed, probability: 0 }, 50)).not.toContain(true);
        expect(pattern({ seed, probability: 1 }, 50)).not.toContain(false);
      }),
    );
  });

  it("are the same for the same seed", () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        expect(pattern(schedule, 60)).toEqual(pattern(schedule, 60));
      }),
    );
  });

  it("are known for a seed, so that a run can be repeated elsewhere and later", () => {
    const hits = pattern({ seed: 42, probability: 0.25 }, 32).flatMap((hit, index) => (hit ? [index] : []));
    expect(hits).toMatchInlineSnapshot(`
      [
        1,
        13,
        20,
        21,
        29,
      ]
    `);
  });

  it("differ from seed to seed", () => {
    const patterns = Array.from({ length: 20 }, (_, seed) => pattern({ seed, probability: 0.5 }, 40).join());
    expect(new Set(patterns).size).toBe(20);
  });

  it("come as often as the probability says", () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0.02, 0.1, 0.5, 0.9), (seed, probability) => {
        const calls = 4_000;
        const hits = pattern({ seed, probability }, calls).filter(Boolean).length;
        const deviation = Math.sqrt(calls * probability * (1 - probability));
        expect(Math.abs(hits - calls * probability)).toBeLessThan(6 * deviation);
      }),
      { numRuns: 20 },
    );
  });

  it("shift with the calls that pass first, and are cut by the limit", () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 1, max: 10 }), ({ after, ...schedule }, times) => {
        const plain = pattern({ ...schedule, after: 0 }, 40);
        const shifted = pattern({ ...schedule, after, times }, 40 + after);
        expect(shifted.slice(0, after)).not.toContain(true);
        let left = times;
        expect(shifted.slice(after)).toEqual(plain.map((hit) => hit && left-- > 0));
      }),
    );
  });

  it("count what matched and what was hit", () => {
    const turns = createTurns({ ...standard, after: 1, times: 1 });
    for (let call = 0; call < 4; call++) turns.next();
    expect(turns.counters).toEqual({ matched: 4, injected: 1 });
  });
});
