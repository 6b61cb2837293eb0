/** https://www.rfc-editor.org/rfc/rfc9111#section-5.2 */
export type Directives = ReadonlyMap<string, string>;

const directive = /([A-Za-z0-9!#$%&'*+.^_`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;]*)))?/g;

/** By lower-case name; of one that is repeated, the first. */
export const directivesOf = (header: string | undefined): Directives => {
  const directives = new Map<string, string>();
  for (const [, name = "", quoted, plain] of (header ?? "").matchAll(directive)) {
    const key = name.toLowerCase();
    if (!directives.has(key)) directives.set(key, quoted ?? plain ?? "");
  }
  return directives;
};

/** Seconds that a directive names; a number that cannot be read counts as none of it left. */
export const secondsOf = (directives: Directives, name: string): number | undefined => {
  const value = directives.get(name);
  if (value === undefined) return undefined;
  return /^\d+$/.test(value) ? Math.min(Number(value), 2 ** 31) : 0;
};
