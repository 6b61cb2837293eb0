import { blockBytes, md5Module, type Width, widest } from "./program.ts";

/** An MD5 in the making. */
export interface Md5 {
  /** A, B, C and D. */
  readonly words: Uint32Array;
  bytes: number;
}

/** Bytes of the memory that are next in a stream. */
export interface Stretch {
  readonly md5: Md5;
  readonly start: number;
  readonly length: number;
}

export interface Md5Lanes {
  /** @param stretches of different streams, all in whole blocks */
  update(stretches: readonly Stretch[]): void;
  /** @param stretch the last bytes of a stream, fewer than a block. @returns hex */
  digest(stretch: Stretch): string;
}

/** The beginning of the memory is for the lanes themselves. */
export const reservedBytes = 512;
const padding = 256;
const pageBytes = 64 * 1024;
const startWords = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];

export const startMd5 = (): Md5 => ({ words: Uint32Array.from(startWords), bytes: 0 });

/** Lanes lie beside each other, in vectors of four. */
const placeOf = (width: Width, lane: number, word: number): number =>
  width === 1 ? word : Math.floor(lane / 4) * 16 + word * 4 + (lane % 4);

/** Fewer than fit: what a wider function costs more, idle lanes do not bring in. */
const widthFor = (count: number): Width => (count === 1 ? 1 : count <= 4 ? 4 : 8);

/**
 * MD5 of several streams at a time. Each step of it waits for the one before, so that a processor idles through most
 * of it; the steps of eight streams side by side take little longer than those of one.
 *
 * @param memory shared; its first `reservedBytes` are used
 */
export const createMd5Lanes = (memory: WebAssembly.Memory): Md5Lanes => {
  const module = new WebAssembly.Module(md5Module(memory.buffer.byteLength / pageBytes));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const state = new Uint32Array(memory.buffer, 0, 32);
  const bytes = Buffer.from(memory.buffer);

  const run = (lanes: readonly Stretch[], blocks: number): void => {
    const width = widthFor(lanes.length);
    const pointers = Array.from({ length: width }, (_, lane) => (lanes[lane] ?? lanes[0])?.start ?? 0);
    lanes.forEach(({ md5 }, lane) => {
      for (const [word, value] of md5.words.entries()) state[placeOf(width, lane, word)] = value;
    });
    exports[`compress${width}`]?.(0, blocks, ...pointers);
    lanes.forEach(({ md5 }, lane) => {
      for (const word of md5.words.keys()) md5.words[word] = state[placeOf(width, lane, word)] ?? 0;
      md5.bytes += blocks * blockBytes;
    });
  };

  return {
    update: (stretches) => {
      // Those with the most left go together, as far as the shortest of them reaches.
      const longestFirst = (left: Stretch[]) =>
        left.filter(({ length }) => length > 0).sort((a, b) => b.length - a.length);
      let left = longestFirst([...stretches]);
      while (left.length > 0) {
        const lanes = left.slice(0, widest);
        const length = lanes.at(-1)?.length ?? 0;
        run(lanes, length / blockBytes);
        const rest = lanes.map(({ md5, start, length: whole }) => ({
          md5,
          start: start + length,
          length: whole - length,
        }));
        left = longestFirst([...rest, ...left.slice(widest)]);
      }
    },
    digest: ({ md5, start, length }) => {
      const bits = BigInt(md5.bytes + length) * 8n;
      const blocks = length + 9 > blockBytes ? 2 : 1;
      bytes.fill(0, padding, padding + blocks * blockBytes);
      bytes.copy(bytes, padding, start, start + length);
      bytes[padding + length] = 0x80;
      bytes.writeBigUInt64LE(bits, padding + blocks * blockBytes - 8);
      run([{ md5, start: padding, length: blocks * blockBytes }], blocks);
      return Buffer.from(md5.words.buffer).toString("hex");
    },
  };
};
