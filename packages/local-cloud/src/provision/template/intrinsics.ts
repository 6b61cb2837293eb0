import { TemplateError } from "../errors.ts";
import { isList, isObject, type Json, type JsonObject } from "../json.ts";
import { parseSub, splitAttribute } from "./sub.ts";

/** What the names in a template stand for at this moment. Each lookup throws a {@link TemplateError}. */
export interface Scope {
  /** Parameters, pseudo parameters and physical ids. */
  ref(name: string): Json;
  attribute(logicalId: string, name: string): Json;
  condition(name: string): boolean;
  importValue(exportName: string): Json;
  readonly mappings: Readonly<Record<string, Json>>;
}

/** What `{"Ref": "AWS::NoValue"}` leaves: the member or item that holds it disappears. */
export const noValue = Symbol("AWS::NoValue");
export type Resolved = Json | typeof noValue;

type Intrinsic = (argument: Json, scope: Scope) => Resolved;

/** The function and its argument when `value` is a call of an intrinsic function. */
export const intrinsicCall = (value: JsonObject): readonly [name: string, argument: Json] | undefined => {
  const entries = Object.entries(value);
  const call = entries.find(([key]) => key.startsWith("Fn::"));
  if (call && entries.length > 1)
    throw new TemplateError(
      `${call[0]} must be the only key of its object, found ${Object.keys(value).join(", ")}`,
    );
  const only = entries[0];
  return entries.length === 1 && only && (call || only[0] === "Ref") ? only : undefined;
};

const resolveValue = (value: Json, scope: Scope): Json => {
  const resolved = resolve(value, scope);
  if (resolved === noValue) throw new TemplateError("AWS::NoValue cannot be used here");
  return resolved;
};

const textOf = (value: Json, scope: Scope, where: string): string => {
  const resolved = resolveValue(value, scope);
  if (typeof resolved === "string") return resolved;
  if (typeof resolved === "number" || typeof resolved === "boolean") return String(resolved);
  throw new TemplateError(`${where} must be a string, but is ${JSON.stringify(resolved)}`);
};

const listOf = (value: Json, scope: Scope, where: string): readonly Json[] => {
  const resolved = resolveValue(value, scope);
  if (isList(resolved)) return resolved;
  throw new TemplateError(`${where} must be a list, but is ${JSON.stringify(resolved)}`);
};

const argumentsOf = (name: string, argument: Json, count: number): readonly Json[] => {
  if (isList(argument) && argument.length === count) return argument;
  throw new TemplateError(`${name} takes a list of ${count}, but got ${JSON.stringify(argument)}`);
};

/** Takes exactly two arguments, as most functions do. */
const pair = (name: string, argument: Json): readonly [Json, Json] => {
  const [first = null, second = null] = argumentsOf(name, argument, 2);
  return [first, second];
};

const sub: Intrinsic = (argument, scope) => {
  const [source, values]: readonly Json[] = isList(argument) ? pair("Fn::Sub", argument) : [argument, {}];
  if (typeof source !== "string" || !isObject(values))
    throw new TemplateError(`Fn::Sub takes a text, or a list of a text and a map of values`);
  const namedValue = (name: string): Json => {
    const own = values[name];
    if (own !== undefined) return own;
    const [logicalId, attribute] = splitAttribute(name);
    return attribute === undefined ? { Ref: name } : { "Fn::GetAtt": [logicalId, attribute] };
  };
  return parseSub(source)
    .map((part) =>
      part.kind === "text" ? part.text : textOf(namedValue(part.name), scope, `\${${part.name}}`),
    )
    .join("");
};

const getAtt: Intrinsic = (argument, scope) => {
  const [logicalId, attribute] =
    typeof argument === "string" ? splitAttribute(argument) : pair("Fn::GetAtt", argument);
  if (typeof logicalId !== "string" || attribute === undefined)
    throw new TemplateError(
      `Fn::GetAtt takes a logical id and an attribute, but got ${JSON.stringify(argument)}`,
    );
  return scope.attribute(logicalId, textOf(attribute, scope, "the attribute of Fn::GetAtt"));
};

const findInMap: Intrinsic = (argument, scope) => {
  const [map, first, second] = argumentsOf("Fn::FindInMap", argument, 3).map((key) =>
    textOf(key, scope, "a key of Fn::FindInMap"),
  );
  const rows = scope.mappings[map ?? ""];
  const row = isObject(rows) ? rows[first ?? ""] : undefined;
  const value = isObject(row) ? row[second ?? ""] : undefined;
  if (value === undefined) throw new TemplateError(`Mappings has no value ${map}.${first}.${second}`);
  return value;
};

const select: Intrinsic = (argument, scope) => {
  const [index, items] = pair("Fn::Select", argument);
  const position = Number(textOf(index, scope, "the index of Fn::Select"));
  const list = listOf(items, scope, "the list of Fn::Select");
  const item = list[position];
  if (item === undefined)
    throw new TemplateError(`Fn::Select has no item ${position} in a list of ${list.length}`);
  return item;
};

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => {
    if (typeof name !== "string") throw new TemplateError("Ref takes a name");
    return name === "AWS::NoValue" ? noValue : scope.ref(name);
  },
  "Fn::Base64": (text, scope) => Buffer.from(textOf(text, scope, "Fn::Base64")).toString("base64"),
  "Fn::FindInMap": findInMap,
  "Fn::GetAtt": getAtt,
  "Fn::If": (argument, scope) => {
    const [name = null, then = null, otherwise = null] = argumentsOf("Fn::If", argument, 3);
    if (typeof name !== "string") throw new TemplateError("Fn::If takes the name of a condition");
    return resolve(scope.condition(name) ? then : otherwise, scope);
  },
  "Fn::ImportValue": (name, scope) => scope.importValue(textOf(name, scope, "Fn::ImportValue")),
  "Fn::Join": (argument, scope) => {
    const [delimiter, items] = pair("Fn::Join", argument);
    if (typeof delimiter !== "string") throw new TemplateError("Fn::Join takes a delimiter and a list");
    return listOf(items, scope, "the list of Fn::Join")
      .map((item) => textOf(item, scope, "an item of Fn::Join"))
      .join(delimiter);
  },
  "Fn::Select": select,
  "Fn::Split": (argument, scope) => {
    const [delimiter, source] = pair("Fn::Split", argument);
    if (typeof delimiter !== "string") throw new TemplateError("Fn::Split takes a delimiter and a text");
    return textOf(source, scope, "the text of Fn::Split").split(delimiter);
  },
  "Fn::Sub": sub,
};

/** Why some functions of CloudFormation are refused; all others are refused as unknown. */
const refused: Readonly<Record<string, string>> = {
  "Fn::Transform": "macros are not run",
  "Fn::GetAZs": "there are no availability zones",
  "Fn::Cidr": "there are no networks",
  "Fn::Length": "it needs the AWS::LanguageExtensions transform, which is not run",
  "Fn::ToJsonString": "it needs the AWS::LanguageExtensions transform, which is not run",
};

/**
 * Replaces every intrinsic function in a value by what it stands for, see
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 *
 * @throws {TemplateError} for an unknown function, a malformed call or a name that stands for nothing
 */
export const resolve = (value: Json, scope: Scope): Resolved => {
  if (isList(value))
    return value.map((item) => resolve(item, scope)).filter((item): item is Json => item !== noValue);
  if (!isObject(value)) return value;
  const call = intrinsicCall(value);
  if (call) {
    const [name, argument] = call;
    const intrinsic = intrinsics[name];
    if (intrinsic) return intrinsic(argument, scope);
    throw new TemplateError(
      `${name} is not supported by the local cloud: ${refused[name] ?? "unknown function"}`,
    );
  }
  const members: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) {
    const resolved = resolve(member, scope);
    if (resolved !== noValue) members[key] = resolved;
  }
  return members;
};
