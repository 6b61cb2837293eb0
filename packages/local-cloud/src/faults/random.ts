import { hash } from "node:crypto";

/**
 * Numbers from 0 up to, but not including, 1: the same for the same seed, on any machine.
 *
 * @param seed a whole number
 */
export const seededRandom = (seed: number): (() => number) => {
  let draws = 0;
  return () => {
    const digest = hash("sha256", `${seed}:${draws++}`, "buffer");
    return digest.readUInt32BE(0) / 2 ** 32;
  };
};
