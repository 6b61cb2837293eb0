import fc from "fast-check";
import { expect, it } from "vitest";
import { createShardProgress } from "../../../src/functions/mappings/shard-progress.ts";

it("moves the checkpoint only as far as everything before is done", () => {
  const progress = createShardProgress();
  for (const sequenceNumber of ["1", "2", "3"]) progress.begin(sequenceNumber);
  expect(progress.done(["2"])).toBeUndefined();
  expect(progress.done(["1"])).toBe("2");
  expect(progress.open()).toBe(1);
  expect(progress.done(["3"])).toBe("3");
});

it("never passes an open record, and reaches the last one when all are done", () => {
  fc.assert(
    fc.property(
      fc
        .uniqueArray(fc.nat(1_000), { minLength: 1, maxLength: 40 })
        .chain((order) => fc.record({ order: fc.constant(order), chunk: fc.integer({ min: 1, max: 7 }) })),
      ({ order, chunk }) => {
        const shard = order.toSorted((one, other) => one - other).map(String);
        const progress = createShardProgress();
        for (const sequenceNumber of shard) progress.begin(sequenceNumber);
        const open = new Set(shard);
        let checkpoint: string | undefined;
        for (let start = 0; start < order.length; start += chunk) {
          const done = order.slice(start, start + chunk).map(String);
          for (const sequenceNumber of done) open.delete(sequenceNumber);
          checkpoint = progress.done(done) ?? checkpoint;
          const passed = checkpoint === undefined ? [] : shard.slice(0, shard.indexOf(checkpoint) + 1);
          expect(passed.filter((sequenceNumber) => open.has(sequenceNumber))).toEqual([]);
        }
        expect(checkpoint).toBe(shard.at(-1));
        expect(progress.open()).toBe(0);
      },
    ),
  );
});
