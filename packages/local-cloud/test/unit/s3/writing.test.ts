import { describe, expect, it } from "vitest";
import { Slots } from "../../../src/engines/s3/bodies/slots.ts";
import {
  memoryPages,
  type Piece,
  slotBytes,
  slotCount,
  startOf,
  type Target,
} from "../../../src/engines/s3/bodies/write-work.ts";
import { startWriting, type Thread } from "../../../src/engines/s3/bodies/writing.ts";

const target: Target = { path: "body", existing: undefined, algorithms: [] };
const digests = { md5: "", checksums: {} };

/** Keeps what it is given, and answers at once. */
const createThread = () => {
  const bytes = Buffer.alloc(memoryPages * 64 * 1024);
  const pieces: (Pick<Piece, "body" | "last"> & { readonly content: Buffer })[] = [];
  const thread: Thread = {
    bytes,
    ask: async (work) => {
      if (!("slot" in work)) return { body: work.body };
      const { body, last, slot, length } = work;
      pieces.push({
        body,
        last,
        content: Buffer.from(bytes.subarray(startOf(slot), startOf(slot) + length)),
      });
      return last ? { body, digests } : { body };
    },
  };
  return { thread, pieces };
};

const contentOf = (body: number, length: number): Buffer => Buffer.alloc(length, body + 1);

describe("bodies that come slowly", () => {
  it("hold up nobody who has come, however many they are", async () => {
    const { thread, pieces } = createThread();
    const slots = new Slots();
    const bodies = Array.from({ length: slotCount * 2 }, (_, body) => body);
    const writings = bodies.map((body) => startWriting(thread, slots, body, target));
    for (const [body, writing] of writings.entries()) await writing.write(contentOf(body, 1_000));
    const quick = startWriting(thread, slots, bodies.length, target);
    await quick.write(contentOf(bodies.length, slotBytes + 1));
    await expect(quick.finish()).resolves.toEqual(digests);
    for (const [body, writing] of writings.entries()) {
      await writing.write(contentOf(body, 2_000));
      await writing.finish();
    }
    const slow = pieces.filter(({ body }) => body < bodies.length);
    expect(slow).toEqual(bodies.map((body) => ({ body, last: true, content: contentOf(body, 3_000) })));
  });

  it("give back what they held when they are broken off", async () => {
    const { thread } = createThread();
    const slots = new Slots();
    for (let body = 0; body < slotCount * 2; body += 1) {
      const writing = startWriting(thread, slots, body, target);
      await writing.write(contentOf(body, 1_000));
      await writing.abandon();
    }
    const free = Array.from({ length: slotCount }, () => slots.next());
    expect(new Set(await Promise.all(free)).size).toBe(slotCount);
  });
});

describe("a body", () => {
  it.each([
    { pieces: [slotBytes], slots: [slotBytes] },
    { pieces: [slotBytes, 1], slots: [slotBytes, 1] },
    { pieces: [0, 5, 0], slots: [5] },
    { pieces: [slotBytes - 1, 3, slotBytes], slots: [slotBytes, slotBytes, 2] },
    { pieces: [2 * slotBytes + 7], slots: [slotBytes, slotBytes, 7] },
  ])("that comes as $pieces is written as $slots", async ({ pieces: lengths, slots }) => {
    const { thread, pieces } = createThread();
    const writing = startWriting(thread, new Slots(), 0, target);
    for (const length of lengths) await writing.write(contentOf(0, length));
    await writing.finish();
    expect(pieces.map(({ content }) => content.length)).toEqual(slots);
    expect(pieces.map(({ last }) => last)).toEqual(slots.map((_, index) => index === slots.length - 1));
    expect(Buffer.concat(pieces.map(({ content }) => content)).every((byte) => byte === 1)).toBe(true);
  });
});
