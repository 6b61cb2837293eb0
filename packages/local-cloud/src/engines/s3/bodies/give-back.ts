/**
 * Gives memory back at once. Left to the garbage collector, pieces of content make it run every few uploads:
 * what lies outside of the heap counts as well.
 *
 * @param pieces are empty from now on; those that share their memory with others stay as they are
 */
export const giveBack = (pieces: readonly Buffer[]): void => {
  for (const { buffer, byteLength } of pieces)
    if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) buffer.transfer(0);
};
