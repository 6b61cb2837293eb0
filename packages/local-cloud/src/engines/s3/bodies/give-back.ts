/**
 * Gives memory back at once. Left to the garbage collector, pieces of content make it run every few uploads:
 * what lies outside of the heap counts as well.
 *
 * @param piece is empty from now on, unless it shares its memory with others
 */
export const giveBack = ({ buffer, byteLength }: Buffer): void => {
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) buffer.transfer(0);
};
