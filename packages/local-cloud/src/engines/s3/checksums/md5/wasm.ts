/** As much of WebAssembly's binary format as arithmetic needs: https://webassembly.github.io/spec/core/binary/ */

declare global {
  // What Node has, and its types leave out.
  namespace WebAssembly {
    class Memory {
      constructor(size: { readonly initial: number; readonly maximum: number; readonly shared: true });
      readonly buffer: SharedArrayBuffer;
    }
    class Module {
      constructor(bytes: Uint8Array<ArrayBuffer>);
    }
    class Instance {
      constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, Memory>>>>);
      readonly exports: Readonly<Record<string, (...values: number[]) => void>>;
    }
  }
}

export type Code = readonly number[];

const sevenBits = 0x7f;
const more = 0x80;
const signBit = 0x40;

/** LEB128. */
const unsigned = (value: number): Code =>
  value <= sevenBits ? [value] : [(value & sevenBits) | more, ...unsigned(value >>> 7)];

/** LEB128 of a number of 32 bits with a sign. */
const signed = (value: number): Code => {
  const low = value & sevenBits;
  const rest = value >> 7;
  const isLast = (rest === 0 && !(low & signBit)) || (rest === -1 && (low & signBit) !== 0);
  return isLast ? [low] : [low | more, ...signed(rest)];
};

const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const text = (value: string): Code => vector([...Buffer.from(value)].map((byte) => [byte]));

export const local = {
  get: (index: number): Code => [0x20, ...unsigned(index)],
  set: (index: number): Code => [0x21, ...unsigned(index)],
  tee: (index: number): Code => [0x22, ...unsigned(index)],
};

/** The body must leave an `i32` behind: whether to go round again. */
export const loop = (body: Code): Code => [0x03, 0x40, ...body, 0x0d, 0, 0x0b];

export const i32 = {
  load: (offset: number): Code => [0x28, 2, ...unsigned(offset)],
  store: (offset: number): Code => [0x36, 2, ...unsigned(offset)],
  const: (value: number): Code => [0x41, ...signed(value)],
  add: [0x6a],
  sub: [0x6b],
  and: [0x71],
  or: [0x72],
  xor: [0x73],
  rotl: [0x77],
};

const simd = (opcode: number, ...immediates: Code): Code => [0xfd, ...unsigned(opcode), ...immediates];
const fourBytes = (word: number): Code => [0, 1, 2, 3].map((byte) => word * 4 + byte);

export const i32x4 = {
  load: (offset: number): Code => simd(0x00, 2, ...unsigned(offset)),
  store: (offset: number): Code => simd(0x0b, 2, ...unsigned(offset)),
  splat: simd(0x11),
  not: simd(0x4d),
  and: simd(0x4e),
  or: simd(0x50),
  xor: simd(0x51),
  add: simd(0xae),
  shl: simd(0xab),
  shrU: simd(0xad),
  /** @param words four of the eight that lie on the stack, the deeper vector's being 0 to 3 */
  shuffle: (words: readonly number[]): Code => simd(0x0d, ...words.flatMap(fourBytes)),
};

export const types = { i32: 0x7f, v128: 0x7b };

export interface WasmFunction {
  readonly name: string;
  /** All of them `i32`. */
  readonly parameters: number;
  /** All of one type. */
  readonly locals: { readonly count: number; readonly type: number };
  readonly body: Code;
}

const sharedMemory = 0x03;
const functionType = 0x60;

/** A module that imports `env.memory`, which is shared and has so many pages, and exports functions without a result. */
export const assemble = (functions: readonly WasmFunction[], pages: number): Uint8Array<ArrayBuffer> => {
  const magicAndVersion = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const bodies = functions.map(({ locals, body }) => {
    const code = [...vector([[...unsigned(locals.count), locals.type]]), ...body, 0x0b];
    return [...unsigned(code.length), ...code];
  });
  return Uint8Array.from([
    ...magicAndVersion,
    ...section(
      1,
      vector(
        functions.map(({ parameters }) => [
          functionType,
          ...vector(Array.from({ length: parameters }, () => [types.i32])),
          0,
        ]),
      ),
    ),
    ...section(
      2,
      vector([
        [...text("env"), ...text("memory"), 0x02, sharedMemory, ...unsigned(pages), ...unsigned(pages)],
      ]),
    ),
    ...section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...section(7, vector(functions.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]))),
    ...section(10, vector(bodies)),
  ]);
};
