/**
 * Policy values with variables: `arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}/*`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
import { literalPattern, type Pattern, wildcardPattern } from "./pattern.ts";
import { PolicyError } from "./policy-error.ts";

type Piece =
  /** As written in the policy: `*` and `?` are wildcards where the element knows wildcards. */
  | { readonly kind: "text"; readonly text: string }
  /** `${*}`, `${?}`, `${$}`: the character itself. */
  | { readonly kind: "escape"; readonly character: string }
  | { readonly kind: "variable"; readonly key: string; readonly fallback: string | undefined };

export type Template = readonly Piece[];

/** Gives the value of a condition key that has exactly one value. */
export type Lookup = (key: string) => string | undefined;

const variable = /\$\{([^}]*)\}/g;
const keyWithDefault = /^([^,\s]+)\s*(?:,\s*'([^']*)')?$/;

const pieceOf = (inner: string, source: string): Piece => {
  if (inner === "*" || inner === "?" || inner === "$") return { kind: "escape", character: inner };
  const match = keyWithDefault.exec(inner.trim());
  const key = match?.[1];
  if (!key?.includes(":"))
    throw new PolicyError(`The policy variable \${${inner}} in "${source}" must name a condition key.`);
  return { kind: "variable", key, fallback: match?.[2] };
};

/**
 * @param withVariables false for policies older than version 2012-10-17, in which `${` has no meaning
 * @throws {PolicyError} for a variable that cannot be read
 */
export const parseTemplate = (text: string, withVariables: boolean): Template => {
  if (!withVariables) return [{ kind: "text", text }];
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(variable)) {
    pieces.push({ kind: "text", text: text.slice(end, match.index) }, pieceOf(match[1] ?? "", text));
    end = match.index + match[0].length;
  }
  const rest = text.slice(end);
  if (rest.includes("${")) throw new PolicyError(`The policy variable in "${text}" is not closed.`);
  pieces.push({ kind: "text", text: rest });
  return pieces.filter((piece) => piece.kind !== "text" || piece.text !== "");
};

/**
 * Splits at the first colons that the policy itself wrote: a colon within a variable's value never moves
 * an ARN's fields.
 */
export const splitTemplate = (template: Template, parts: number): Template[] => {
  const result: Piece[][] = [[]];
  for (const piece of template) {
    if (piece.kind !== "text") {
      result.at(-1)?.push(piece);
      continue;
    }
    const texts = piece.text.split(":");
    const free = parts - result.length;
    const fields = [...texts.slice(0, free), texts.slice(free).join(":")].slice(
      0,
      Math.min(texts.length, free + 1),
    );
    for (const [index, text] of fields.entries()) {
      if (index > 0) result.push([]);
      if (text !== "") result.at(-1)?.push({ kind: "text", text });
    }
  }
  return result;
};

const filledIn = (piece: Piece, lookup: Lookup): string | undefined => {
  if (piece.kind === "text") return piece.text;
  return piece.kind === "escape" ? piece.character : (lookup(piece.key) ?? piece.fallback);
};

/** The text with variables filled in and wildcards as plain characters; `undefined` when a variable has no value. */
export const textOf = (template: Template, lookup: Lookup): string | undefined => {
  const values = template.map((piece) => filledIn(piece, lookup));
  return values.includes(undefined) ? undefined : values.join("");
};

/** The pattern with variables filled in; `undefined` when a variable has no value. */
export const patternOf = (template: Template, lookup: Lookup): Pattern | undefined => {
  const units: Pattern[] = [];
  for (const piece of template) {
    const value = filledIn(piece, lookup);
    if (value === undefined) return undefined;
    units.push(piece.kind === "text" ? wildcardPattern(value) : literalPattern(value));
  }
  return units.flat();
};

export const hasVariables = (template: Template): boolean =>
  template.some((piece) => piece.kind === "variable");
