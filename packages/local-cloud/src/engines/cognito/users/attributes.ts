import { invalidParameter, notAuthorized } from "../errors.ts";
import { type Input, optionalTexts } from "../input.ts";
import type { AppClient } from "../pools/app-client.ts";
import type { SchemaAttribute, UserPool } from "../pools/user-pool.ts";
import type { Attributes } from "./user.ts";

const doesNotConform = (name: string, reason: string) =>
  invalidParameter(`Attributes did not conform to the schema: ${name}: ${reason}\n`);

export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

const formats: Readonly<Record<string, readonly [RegExp, string]>> = {
  email: [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "Invalid email address format."],
  phone_number: [/^\+\d{3,17}$/, "Invalid phone number format."],
};

const checkValue = (attribute: SchemaAttribute, value: string): void => {
  const { Name, AttributeDataType: type } = attribute;
  const [format, message] = formats[Name] ?? [];
  if (format && !format.test(value)) throw invalidParameter(message ?? "");
  if (type === "Boolean" && value !== "true" && value !== "false")
    throw doesNotConform(Name, "The value must be true or false");
  if (type === "Number") {
    const { MinValue, MaxValue } = attribute.NumberAttributeConstraints ?? {};
    const number = Number(value);
    if (value.trim() === "" || Number.isNaN(number)) throw doesNotConform(Name, "The value is no number");
    if (MinValue !== undefined && number < Number(MinValue))
      throw doesNotConform(Name, `The value must not be less than ${MinValue}`);
    if (MaxValue !== undefined && number > Number(MaxValue))
      throw doesNotConform(Name, `The value must not be more than ${MaxValue}`);
  }
  const { MinLength, MaxLength } = attribute.StringAttributeConstraints ?? {};
  if (type === "String" && MinLength !== undefined && value.length < Number(MinLength))
    throw doesNotConform(Name, `String must be at least ${MinLength} characters long`);
  if (type === "String" && MaxLength !== undefined && value.length > Number(MaxLength))
    throw doesNotConform(Name, `String must be no longer than ${MaxLength} characters`);
};

/**
 * `UserAttributes` of a request, checked against the pool's schema. An empty value removes an attribute.
 *
 * @throws {AwsError} `InvalidParameterException`
 */
export const attributesOf = (pool: UserPool, input: Input, member = "UserAttributes"): Attributes => {
  const entries = input[member] ?? [];
  if (!Array.isArray(entries)) throw invalidParameter(`${member} must be a list`);
  const attributes: Record<string, string> = {};
  for (const entry of entries as readonly Input[]) {
    const { Name: name, Value: value = "" } = entry;
    if (typeof name !== "string" || typeof value !== "string")
      throw invalidParameter(`${member} must have a Name and a Value of text`);
    const attribute = pool.settings.SchemaAttributes.find((known) => known.Name === name);
    if (!attribute) throw doesNotConform(name, "Attribute does not exist in the schema.");
    if (value !== "") checkValue(attribute, value);
    attributes[name] = value;
  }
  return attributes;
};

/** Names of `UserAttributeNames`. */
export const attributeNamesOf = (input: Input): readonly string[] =>
  optionalTexts(input, "UserAttributeNames") ?? [];

/** @throws {AwsError} `InvalidParameterException` naming the first attribute that is missing */
export const requireAttributes = (pool: UserPool, attributes: Attributes): void => {
  const missing = pool.settings.SchemaAttributes.find(
    ({ Name, Required }) => Required && Name !== "sub" && !attributes[Name],
  );
  if (missing) throw doesNotConform(missing.Name, "The attribute is required");
};

/** What a user may not say of itself, see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#user-pool-settings-attribute-permissions-and-scopes */
const neverByClients = ["sub", "email_verified", "phone_number_verified"];

/** @throws {AwsError} `NotAuthorizedException` when the client must not write one of them */
export const checkWritable = ({ settings }: AppClient, names: readonly string[]): void => {
  const allowed = (name: string) =>
    !neverByClients.includes(name) && (settings.WriteAttributes?.includes(name) ?? true);
  if (!names.every(allowed)) throw notAuthorized("A client attempted to write unauthorized attribute");
};

/** @throws {AwsError} `InvalidParameterException` */
export const checkMutable = (pool: UserPool, names: readonly string[]): void => {
  const fixed = pool.settings.SchemaAttributes.find(({ Name, Mutable }) => names.includes(Name) && !Mutable);
  if (fixed)
    throw invalidParameter(
      `user.${fixed.Name}: Attribute cannot be updated. (changing an immutable attribute)`,
    );
};

/** The attributes with the changes in them; a changed address is not verified unless the change says so. */
export const withAttributes = (before: Attributes, changes: Attributes): Attributes => {
  const after: Record<string, string> = { ...before, ...changes };
  for (const address of ["email", "phone_number"])
    if (
      changes[address] !== undefined &&
      changes[address] !== before[address] &&
      !changes[`${address}_verified`]
    )
      after[`${address}_verified`] = "false";
  for (const [name, value] of Object.entries(after)) if (value === "") delete after[name];
  return after;
};

/** What the client may read. */
export const readable = ({ settings }: AppClient, attributes: Attributes): Attributes =>
  settings.ReadAttributes
    ? Object.fromEntries(
        Object.entries(attributes).filter(
          ([name]) => name === "sub" || settings.ReadAttributes?.includes(name),
        ),
      )
    : attributes;
