/** A piece of an `Fn::Sub` text: plain, or the name inside `${}`. */
export type SubPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "name"; readonly name: string };

/**
 * Splits the text of an `Fn::Sub`; `${!Literal}` becomes the text `${Literal}`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 */
export const parseSub = (source: string): readonly SubPart[] => {
  const parts: SubPart[] = [];
  let end = 0;
  for (const match of source.matchAll(/\$\{(!?)([^}]*)\}/g)) {
    const [whole, literal, inner = ""] = match;
    if (match.index > end) parts.push({ kind: "text", text: source.slice(end, match.index) });
    parts.push(literal ? { kind: "text", text: `\${${inner}}` } : { kind: "name", name: inner.trim() });
    end = match.index + whole.length;
  }
  if (end < source.length) parts.push({ kind: "text", text: source.slice(end) });
  return parts;
};

/** `Table.StreamArn` is the attribute `StreamArn` of `Table`; a name without a dot is a reference. */
export const splitAttribute = (name: string): readonly [logicalId: string, attribute: string | undefined] => {
  const dot = name.indexOf(".");
  return dot < 0 ? [name, undefined] : [name.slice(0, dot), name.slice(dot + 1)];
};
