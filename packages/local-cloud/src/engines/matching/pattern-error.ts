/** Thrown when a pattern is not valid; the message is the one that AWS gives, without its prefix. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}
