/** MD5's rounds for one stream, or for several that go through them side by side: https://www.rfc-editor.org/rfc/rfc1321 */
import { assemble, type Code, i32, i32x4, local, loop, types, type WasmFunction } from "./wasm.ts";

/** How many streams a function takes at a time. */
export const widths = [1, 4, 8] as const;
export type Width = (typeof widths)[number];
export const widest = Math.max(...widths);

export const blockBytes = 64;
const wordBytes = 4;
const lanesOfVector = 4;
const steps = 64;

const rotations = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];
/** Which word of the block a step of each round adds. */
const wordOf: readonly ((step: number) => number)[] = [
  (step) => step % 16,
  (step) => (5 * step + 1) % 16,
  (step) => (3 * step + 5) % 16,
  (step) => (7 * step) % 16,
];
const sineOf = (step: number): number => Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32) | 0;

/** A word of one stream, or a vector with the same word of four. */
interface Words {
  readonly type: number;
  readonly bytes: number;
  readonly load: (offset: number) => Code;
  readonly store: (offset: number) => Code;
  readonly constant: (value: number) => Code;
  readonly not: Code;
  readonly and: Code;
  readonly or: Code;
  readonly xor: Code;
  readonly add: Code;
  /** @param spare a local that may be overwritten */
  readonly rotateLeft: (bits: number, spare: number) => Code;
}

const single: Words = {
  ...i32,
  type: types.i32,
  bytes: wordBytes,
  constant: i32.const,
  not: [...i32.const(-1), ...i32.xor],
  rotateLeft: (bits) => [...i32.const(bits), ...i32.rotl],
};

const fourfold: Words = {
  ...i32x4,
  type: types.v128,
  bytes: wordBytes * lanesOfVector,
  constant: (value) => [...i32.const(value), ...i32x4.splat],
  rotateLeft: (bits, spare) => [
    ...local.tee(spare),
    ...i32.const(bits),
    ...i32x4.shl,
    ...local.get(spare),
    ...i32.const(32 - bits),
    ...i32x4.shrU,
    ...i32x4.or,
  ],
};

/** The streams that share vectors, or the one that needs none: who they are, and their locals. */
interface Group {
  /** Parameters: where each of the streams goes on. */
  readonly pointers: readonly number[];
  /** Where the state lies. */
  readonly offset: number;
  readonly state: readonly number[];
  readonly block: readonly number[];
}

const statePointer = 0;
const blockCount = 1;
const firstPointer = 2;
const stateWords = 4;
const blockWords = blockBytes / wordBytes;

const range = (start: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => start + index);

const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no item ${index}`);
  return item;
};

/** Loads four words of each of four streams, and turns rows into columns. */
const transpose = ({ pointers, block }: Group, quarter: number, spares: readonly number[]): Code => {
  const target = (index: number) => at(block, quarter * 4 + index);
  const shuffle = (left: number, right: number, words: readonly number[], into: number): Code => [
    ...local.get(left),
    ...local.get(right),
    ...i32x4.shuffle(words),
    ...local.set(into),
  ];
  const [a, b, c, d] = [0, 1, 2, 3].map((index) => at(spares, index)) as [number, number, number, number];
  const [evens, odds] = [
    [0, 4, 1, 5],
    [2, 6, 3, 7],
  ] as const;
  const [lows, highs] = [
    [0, 1, 4, 5],
    [2, 3, 6, 7],
  ] as const;
  return [
    ...[a, b, c, d].flatMap((spare, lane) => [
      ...local.get(at(pointers, lane)),
      ...i32x4.load(quarter * i32x4Bytes),
      ...local.set(spare),
    ]),
    ...shuffle(a, b, evens, target(0)),
    ...shuffle(a, b, odds, target(2)),
    ...shuffle(c, d, evens, target(1)),
    ...shuffle(c, d, odds, target(3)),
    ...shuffle(target(0), target(1), lows, a),
    ...shuffle(target(0), target(1), highs, b),
    ...shuffle(target(2), target(3), lows, c),
    ...shuffle(target(2), target(3), highs, d),
    ...[a, b, c, d].flatMap((spare, index) => [...local.get(spare), ...local.set(target(index))]),
  ];
};
const i32x4Bytes = wordBytes * lanesOfVector;

const loadBlock = (group: Group, spares: readonly number[]): Code => {
  const { pointers, block } = group;
  if (pointers.length > 1) return [0, 1, 2, 3].flatMap((quarter) => transpose(group, quarter, spares));
  return block.flatMap((word, index) => [
    ...local.get(at(pointers, 0)),
    ...i32.load(index * wordBytes),
    ...local.set(word),
  ]);
};

/** Adds F, G, H or I to what lies on the stack; `b` comes last, since the step before has only just made it. */
const addMix = (round: number, [, b, c, d]: readonly number[], words: Words): Code => {
  const [getB, getC, getD] = [b, c, d].map((index) => local.get(index ?? 0)) as [Code, Code, Code];
  const { and, or, xor, add, not } = words;
  const mixes: readonly Code[] = [
    [...getC, ...getD, ...xor, ...getB, ...and, ...getD, ...xor, ...add],
    [...getC, ...getD, ...not, ...and, ...add, ...getD, ...getB, ...and, ...add],
    [...getC, ...getD, ...xor, ...getB, ...xor, ...add],
    [...getD, ...not, ...getB, ...or, ...getC, ...xor, ...add],
  ];
  return at(mixes, round);
};

const step = (index: number, { state, block }: Group, words: Words, spare: number): Code => {
  const round = Math.floor(index / 16);
  // The roles of the four words move on by one with every step.
  const roles = range(0, stateWords).map((role) => at(state, (role + 3 * index) % stateWords));
  const [a, b] = [at(roles, 0), at(roles, 1)];
  return [
    ...local.get(a),
    ...local.get(at(block, at(wordOf, round)(index))),
    ...words.constant(sineOf(index)),
    ...words.add,
    ...words.add,
    ...addMix(round, roles, words),
    ...words.rotateLeft(at(at(rotations, round), index % 4), spare),
    ...local.get(b),
    ...words.add,
    ...local.set(a),
  ];
};

/** Parameters: where the state lies, how many blocks, and where the blocks of each stream lie. */
const compress = (width: Width): WasmFunction => {
  const words = width === 1 ? single : fourfold;
  const lanes = Math.min(width, lanesOfVector);
  const parameters = firstPointer + width;
  const spares = range(parameters, lanesOfVector);
  const localsOfGroup = stateWords + blockWords;
  const groups = range(0, width / lanes).map((index): Group => {
    const first = parameters + spares.length + index * localsOfGroup;
    return {
      pointers: range(firstPointer + index * lanes, lanes),
      offset: index * stateWords * words.bytes,
      state: range(first, stateWords),
      block: range(first + stateWords, blockWords),
    };
  });
  const stateCode = (code: (offset: number, word: number) => Code): Code =>
    groups.flatMap(({ offset, state }) =>
      state.flatMap((word, index) => code(offset + index * words.bytes, word)),
    );
  const load = stateCode((offset, word) => [
    ...local.get(statePointer),
    ...words.load(offset),
    ...local.set(word),
  ]);
  const addAndStore = stateCode((offset, word) => [
    ...local.get(statePointer),
    ...local.get(statePointer),
    ...words.load(offset),
    ...local.get(word),
    ...words.add,
    ...local.tee(word),
    ...words.store(offset),
  ]);
  const advance = range(firstPointer, width).flatMap((pointer) => [
    ...local.get(pointer),
    ...i32.const(blockBytes),
    ...i32.add,
    ...local.set(pointer),
  ]);
  const countDown = [...local.get(blockCount), ...i32.const(1), ...i32.sub, ...local.tee(blockCount)];
  return {
    name: `compress${width}`,
    parameters,
    locals: { count: spares.length + groups.length * localsOfGroup, type: words.type },
    body: [
      ...load,
      ...loop([
        ...groups.flatMap((group) => loadBlock(group, spares)),
        // Side by side: while one group waits for a result, the other one has work for the processor.
        ...range(0, steps).flatMap((index) =>
          groups.flatMap((group) => step(index, group, words, at(spares, 0))),
        ),
        ...addAndStore,
        ...advance,
        ...countDown,
      ]),
    ],
  };
};

/** @param pages of 64 KiB that the memory has */
export const md5Module = (pages: number): Uint8Array<ArrayBuffer> => assemble(widths.map(compress), pages);
