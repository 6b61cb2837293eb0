import { isList, isObject, type Json } from "../json.ts";
import { intrinsicCall } from "./intrinsics.ts";
import { parseSub, splitAttribute } from "./sub.ts";

/** A `Ref` or `Fn::GetAtt` found in a value. */
export interface Reference {
  readonly name: string;
  /** Set for `Fn::GetAtt`. */
  readonly attribute: string | undefined;
}

const inSub = (argument: Json): readonly Reference[] => {
  const [source, values] = isList(argument) ? argument : [argument];
  if (typeof source !== "string") return [];
  return parseSub(source).flatMap((part) => {
    if (part.kind === "text" || (isObject(values) && part.name in values)) return [];
    const [name, attribute] = splitAttribute(part.name);
    return [{ name, attribute }];
  });
};

const inGetAtt = (argument: Json): readonly Reference[] => {
  const [name, attribute] =
    typeof argument === "string" ? splitAttribute(argument) : isList(argument) ? argument : [];
  if (typeof name !== "string") return [];
  return [{ name, attribute: typeof attribute === "string" ? attribute : "" }];
};

/**
 * Everything that a value refers to. Only the branch of an `Fn::If` that is taken counts:
 * the other one may name resources that its condition leaves out.
 */
export const referencesIn = (value: Json, condition: (name: string) => boolean): readonly Reference[] => {
  if (isList(value)) return value.flatMap((item) => referencesIn(item, condition));
  if (!isObject(value)) return [];
  const call = intrinsicCall(value);
  if (!call) return Object.values(value).flatMap((member) => referencesIn(member, condition));
  const [name, argument] = call;
  switch (name) {
    case "Ref":
      return typeof argument === "string" ? [{ name: argument, attribute: undefined }] : [];
    case "Fn::GetAtt":
      return inGetAtt(argument);
    case "Fn::Sub":
      return [...inSub(argument), ...(isList(argument) ? referencesIn(argument.slice(1), condition) : [])];
    case "Fn::If": {
      if (!isList(argument) || typeof argument[0] !== "string") return [];
      return referencesIn((condition(argument[0]) ? argument[1] : argument[2]) ?? null, condition);
    }
    default:
      return referencesIn(argument, condition);
  }
};
