import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSharedBody } from "../../../src/edge/cache/shared-body.ts";

interface Part {
  readonly from: number;
  readonly to: number;
  /** How many chunks have come before the reader does. */
  readonly comesAfter: number;
}

const content = Buffer.from(Array.from({ length: 600 }, (_one, index) => index % 251));

const chunksOf = (sizes: readonly number[]): Buffer[] => {
  let at = 0;
  const chunks = sizes.map((size) => {
    const chunk = content.subarray(at, at + size);
    at += size;
    return chunk;
  });
  return [...chunks.filter(({ length }) => length > 0), content.subarray(at)].filter(
    ({ length }) => length > 0,
  );
};

const collect = async (pieces: AsyncIterable<Buffer>): Promise<Buffer> => {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
};

const part: fc.Arbitrary<Part> = fc
  .tuple(fc.nat(599), fc.nat(599), fc.nat(12))
  .map(([one, other, comesAfter]) => ({
    from: Math.min(one, other),
    to: Math.max(one, other) + 1,
    comesAfter,
  }));

describe("a shared body", () => {
  it("gives each reader exactly the bytes it asks for, however they arrive and whenever it comes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(120), { maxLength: 10 }),
        fc.array(part, { maxLength: 8 }),
        async (sizes, parts) => {
          const body = createSharedBody(true);
          const readings: Promise<void>[] = [];
          const start = ({ from, to }: Part): void => {
            readings.push(
              collect(body.read(from, to)).then((bytes) => expect(bytes).toEqual(content.subarray(from, to))),
            );
          };
          for (const [index, chunk] of chunksOf(sizes).entries()) {
            parts.filter(({ comesAfter }) => comesAfter === index).forEach(start);
            await body.push(chunk);
          }
          body.end();
          parts.filter(({ comesAfter }) => comesAfter > sizes.length).forEach(start);
          await Promise.all(readings);
          expect(body.whole()).toEqual(content);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("loses nothing for those who read it while nothing is kept", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(120), { maxLength: 10 }), fc.nat(10), async (sizes, given) => {
        const body = createSharedBody(true);
        const readings = [collect(body.read()), collect(body.read())];
        for (const [index, chunk] of chunksOf(sizes).entries()) {
          if (index === given) body.stopKeeping();
          await body.push(chunk);
        }
        body.end();
        for (const bytes of await Promise.all(readings)) expect(bytes).toEqual(content);
      }),
      { numRuns: 200 },
    );
  });
});
