/** The query protocol knows text only, and writes empty lists and maps as an empty text. */

/** `true` and `"true"`, from the wire or from inside. */
export const isTrue = (value: unknown): boolean => String(value).toLowerCase() === "true";

export const listOf = <Item>(value: readonly Item[] | string | undefined): readonly Item[] =>
  Array.isArray(value) ? value : [];

export const mapOf = <Value>(
  value: Readonly<Record<string, Value>> | string | undefined,
): Readonly<Record<string, Value>> => (typeof value === "object" ? value : {});
