import { TemplateError } from "../errors.ts";
import { isList, isObject, type Json } from "../json.ts";

/** Reads what dynamic references name. Both answer `undefined` when there is nothing of that name. */
export interface ReferencedValues {
  parameter(name: string, version: string | undefined): Promise<string | undefined>;
  /** The secret's text; `stage` and `version` choose one of its versions. */
  secret(id: string, stage: string | undefined, version: string | undefined): Promise<string | undefined>;
}

const pattern = /\{\{resolve:([a-z0-9-]+):([^{}]*)\}\}/g;

/** Every `{{resolve:...}}` in a value, each once. */
export const dynamicReferencesIn = (value: Json): ReadonlySet<string> => {
  if (typeof value === "string") return new Set([...value.matchAll(pattern)].map(([whole]) => whole));
  const parts = isList(value) ? value : isObject(value) ? Object.values(value) : [];
  return new Set(parts.flatMap((part) => [...dynamicReferencesIn(part)]));
};

/** `/skein/<stage>/<service>/<Name>`: the stack of that service writes it. */
const ownerOf = (parameter: string): string | undefined => /^\/skein\/[^/]+\/([^/]+)\//.exec(parameter)?.[1];

const readParameter = async (rest: string, values: ReferencedValues): Promise<string> => {
  const [name = "", version] = rest.split(":");
  const value = await values.parameter(name, version);
  if (value !== undefined) return value;
  const owner = ownerOf(name);
  throw new TemplateError(
    `needs the SSM parameter ${name}${version ? ` (version ${version})` : ""}, which does not exist. ` +
      (owner
        ? `The service ${owner} owns it: start or deploy ${owner} first.`
        : "Create it, or start the service that does."),
  );
};

/**
 * `secret-id:SecretString:json-key:version-stage:version-id`; the id may be an ARN, which has colons itself.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
 */
const readSecret = async (rest: string, values: ReferencedValues): Promise<string> => {
  const match = /^(arn:[^:]+:secretsmanager:[^:]+:[^:]+:secret:[^:]+|[^:]+)(?::(.*))?$/.exec(rest);
  const [, id = "", tail = ""] = match ?? [];
  const [kind = "", key = "", stage = "", version = ""] = tail.split(":");
  if (kind !== "" && kind !== "SecretString")
    throw new TemplateError(
      `{{resolve:secretsmanager:${rest}}} asks for ${kind}; only SecretString can be read`,
    );
  const text = await values.secret(id, stage || undefined, version || undefined);
  if (text === undefined)
    throw new TemplateError(
      `needs the secret ${id}, which does not exist or has no such version. Create it first.`,
    );
  if (key === "") return text;
  const fields: unknown = JSON.parse(text);
  const field = isObject(fields) ? fields[key] : undefined;
  if (field === undefined) throw new TemplateError(`the secret ${id} has no key ${key}`);
  return typeof field === "string" ? field : JSON.stringify(field);
};

const read = (reference: string, values: ReferencedValues): Promise<string> => {
  const [, service = "", rest = ""] = /^\{\{resolve:([a-z0-9-]+):(.*)\}\}$/.exec(reference) ?? [];
  switch (service) {
    case "ssm":
    case "ssm-secure":
      return readParameter(rest, values);
    case "secretsmanager":
      return readSecret(rest, values);
    default:
      throw new TemplateError(`${reference} is not supported: use ssm, ssm-secure or secretsmanager`);
  }
};

const replaceAll = (value: Json, found: ReadonlyMap<string, string>): Json => {
  if (typeof value === "string") return value.replace(pattern, (whole) => found.get(whole) ?? whole);
  if (isList(value)) return value.map((item) => replaceAll(item, found));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaceAll(member, found)]));
};

/**
 * Replaces `{{resolve:ssm:...}}` and its kin in a value whose intrinsics are resolved already, as
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html orders it.
 *
 * @throws {TemplateError} naming the parameter or secret that is missing, and the service that owns it
 */
export const resolveDynamicReferences = async (value: Json, values: ReferencedValues): Promise<Json> => {
  const references = [...dynamicReferencesIn(value)];
  if (references.length === 0) return value;
  const found = await Promise.all(
    references.map(async (reference) => [reference, await read(reference, values)] as const),
  );
  return replaceAll(value, new Map(found));
};
