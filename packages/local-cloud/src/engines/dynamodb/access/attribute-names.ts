/** Words of the expression grammar that name no attribute. */
const keywords = new Set(["SET", "REMOVE", "ADD", "DELETE", "AND", "OR", "NOT", "BETWEEN", "IN"]);

const token = /([#:]?[A-Za-z_][A-Za-z0-9_]*)(\s*\()?|\.\s*[#A-Za-z_][A-Za-z0-9_]*|\[\d+\]/g;

/**
 * Top-level attributes that an expression names: those are what `dynamodb:Attributes` lists.
 * See https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 *
 * @example
 * attributesIn("SET #t = if_not_exists(a.b, :v)", { "#t": "title" }) // ["title", "a"]
 */
export const attributesIn = (
  expression: string | undefined,
  names: Readonly<Record<string, string>> = {},
): string[] => {
  const found = new Set<string>();
  for (const [, word, call] of (expression ?? "").matchAll(token)) {
    if (word === undefined || call !== undefined || word.startsWith(":")) continue;
    if (keywords.has(word.toUpperCase())) continue;
    found.add(names[word] ?? word);
  }
  return [...found];
};
