/**
 * The CRC of a whole from those of its parts, without reading them again: a part's CRC is carried over the
 * zeros that stand for what follows. https://zlib.net/ (crc32_combine)
 */

/** One column per bit: where that bit goes. */
type Matrix = readonly bigint[];

const times = (matrix: Matrix, vector: bigint): bigint => {
  let sum = 0n;
  for (let bit = 0, rest = vector; rest !== 0n; bit++, rest >>= 1n) if (rest & 1n) sum ^= matrix[bit] ?? 0n;
  return sum;
};

const square = (matrix: Matrix): Matrix => matrix.map((column) => times(matrix, column));

/** What one zero bit does to a CRC. */
const oneBit = (polynomial: bigint, width: number): Matrix => [
  polynomial,
  ...Array.from({ length: width - 1 }, (_, bit) => 1n << BigInt(bit)),
];

export interface Combiner {
  /** @param length of the second, in bytes */
  combine(first: bigint, second: bigint, length: number): bigint;
}

/** @param polynomial with its bits reversed */
export const createCombiner = (polynomial: bigint, width: number): Combiner => {
  // powers[n]: what 2^n zero bytes do.
  const powers: Matrix[] = [square(square(square(oneBit(polynomial, width))))];
  const power = (exponent: number): Matrix => {
    for (let next = powers.length; next <= exponent; next++) powers.push(square(powers[next - 1] ?? []));
    return powers[exponent] ?? [];
  };
  return {
    combine: (first, second, length) => {
      let crc = first;
      let rest = length;
      for (let exponent = 0; rest > 0; exponent++) {
        if (rest % 2 === 1) crc = times(power(exponent), crc);
        rest = Math.floor(rest / 2);
      }
      return crc ^ second;
    },
  };
};
