import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rangeOf } from "../../../src/engines/s3/objects/ranges.ts";
import { stretchesOf } from "../../../src/engines/s3/objects/stretches.ts";

describe("a range", () => {
  it("is what is asked for, as far as it is there", () => {
    const size = fc.integer({ min: 1, max: 1_000 });
    fc.assert(
      fc.property(size, fc.nat(1_200), fc.nat(1_200), (bytes, first, last) => {
        if (first >= bytes && first <= last) {
          expect(() => rangeOf(`bytes=${first}-${last}`, bytes)).toThrow("not satisfiable");
          return;
        }
        const expected =
          first > last ? undefined : { start: first, length: Math.min(last, bytes - 1) - first + 1 };
        expect(rangeOf(`bytes=${first}-${last}`, bytes)).toEqual(expected);
      }),
    );
  });

  it("is made of pieces that join without a gap", () => {
    const sizes = fc.array(fc.nat(20), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sizes, fc.nat(200), fc.nat(200), (list, from, length) => {
        const whole: string[] = [];
        const segments = list.map((size, index) => {
          const segment = {
            number: index + 1,
            start: whole.length,
            size,
            body: { id: String(index) },
            checksum: undefined,
          };
          for (let at = 0; at < size; at++) whole.push(`${index}:${at}`);
          return segment;
        });
        const range = {
          start: Math.min(from, whole.length),
          length: Math.min(length, Math.max(0, whole.length - from)),
        };
        const read = stretchesOf(segments, range).flatMap((stretch) =>
          Array.from({ length: stretch.length }, (_, at) => `${stretch.body.id}:${stretch.start + at}`),
        );
        expect(read).toEqual(whole.slice(range.start, range.start + range.length));
      }),
    );
  });
});
