import { PatternError } from "./pattern-error.ts";

/**
 * Splits a wildcard into the literal pieces between its `*`; `\*` and `\\` stand for themselves.
 *
 * @throws {PatternError}
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-wildcard-matching
 */
const piecesOf = (pattern: string): string[] => {
  const pieces: string[] = [];
  let piece = "";
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === "\\") {
      const escaped = pattern.charAt(++at);
      if (escaped !== "*" && escaped !== "\\")
        throw new PatternError(`Invalid escape character at pos ${at - 1}`);
      piece += escaped;
    } else if (char === "*") {
      if (pattern.charAt(at + 1) === "*")
        throw new PatternError(`Consecutive wildcard characters at pos ${at}`);
      pieces.push(piece);
      piece = "";
    } else piece += char;
  }
  return [...pieces, piece];
};

/** Compiles a wildcard. Matching is linear in the text: pieces are found greedily, without backtracking. */
export const wildcardOf = (pattern: string): ((text: string) => boolean) => {
  const pieces = piecesOf(pattern);
  const first = pieces[0] ?? "";
  if (pieces.length === 1) return (text) => text === first;
  const last = pieces.at(-1) ?? "";
  const middle = pieces.slice(1, -1);

  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
      return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const piece of middle) {
      const found = text.indexOf(piece, at);
      if (found < 0 || found + piece.length > end) return false;
      at = found + piece.length;
    }
    return true;
  };
};
