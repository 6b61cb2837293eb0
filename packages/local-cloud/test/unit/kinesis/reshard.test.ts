import fc from "fast-check";
import { expect, it } from "vitest";
import { numberOf, ringSize } from "../../../src/engines/kinesis/shards/hash-key.ts";
import { firstShards, scaleShards } from "../../../src/engines/kinesis/shards/reshard.ts";
import { placeOf, sequenceNumber } from "../../../src/engines/kinesis/shards/sequence-number.ts";
import { isOpen, type Shard } from "../../../src/engines/kinesis/shards/shard.ts";

const openInOrder = (shards: readonly Shard[]) =>
  shards.filter(isOpen).toSorted((one, other) => (one.from < other.from ? -1 : 1));

it("covers the whole ring once, in equal parts, after any changes of the count", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }), (counts) => {
      let shards: readonly Shard[] = firstShards(counts[0] ?? 1, 1_000);
      for (const [step, count] of counts.entries()) shards = scaleShards(shards, count, 2_000 + step);
      const open = openInOrder(shards);
      expect(open).toHaveLength(counts.at(-1) ?? 1);
      let next = 0n;
      for (const { from, to } of open) {
        expect(numberOf(from)).toBe(next);
        next = numberOf(to) + 1n;
        const size = next - numberOf(from);
        expect(size - ringSize / BigInt(open.length)).toBeLessThan(BigInt(open.length));
      }
      expect(next).toBe(ringSize);
      for (const [index, shard] of shards.entries()) {
        expect(shard.index).toBe(index);
        expect(shard.parents.length).toBeLessThanOrEqual(2);
        for (const parent of shard.parents) {
          expect(shards[parent]?.closedAt).toBe(shard.openedAt);
          expect(shards[parent]?.epochSeconds ?? 0).toBeLessThan(shard.epochSeconds);
        }
      }
    }),
  );
});

it("leaves shards alone that are right already", () => {
  expect(scaleShards(firstShards(4, 1_000), 4, 2_000)).toEqual(firstShards(4, 1_000));
});

it("orders sequence numbers by position, and finds the position again", () => {
  const [shard] = firstShards(1, 1_790_000_000_000);
  if (!shard) throw new Error("There is no shard");
  fc.assert(
    fc.property(fc.nat(2 ** 50), fc.nat(2 ** 50), fc.nat(10 ** 9), (one, other, later) => {
      const first = sequenceNumber(shard, one, shard.openedAt + later);
      const second = sequenceNumber(shard, other, shard.openedAt);
      expect(BigInt(first) < BigInt(second)).toBe(one < other || (one === other && first < second));
      expect(placeOf(first)).toEqual({
        position: one,
        shardIndex: 0,
        epochSeconds: shard.epochSeconds,
      });
    }),
  );
  expect(placeOf("0")).toBeUndefined();
  expect(placeOf("9".repeat(200))).toBeUndefined();
});
