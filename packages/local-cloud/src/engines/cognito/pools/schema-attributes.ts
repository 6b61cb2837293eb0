import { invalidParameter, unsupported } from "../errors.ts";
import { type Input, optionalChoice, optionalFlag, optionalStructure, optionalText, text } from "../input.ts";
import { standardAttributes } from "./standard-attributes.ts";
import type { SchemaAttribute } from "./user-pool.ts";

const constraintsOf = (
  input: Input,
): Pick<SchemaAttribute, "StringAttributeConstraints" | "NumberAttributeConstraints"> => {
  const strings = optionalStructure(input, "StringAttributeConstraints");
  const numbers = optionalStructure(input, "NumberAttributeConstraints");
  const [minLength, maxLength] = strings
    ? [optionalText(strings, "MinLength"), optionalText(strings, "MaxLength")]
    : [];
  const [minValue, maxValue] = numbers
    ? [optionalText(numbers, "MinValue"), optionalText(numbers, "MaxValue")]
    : [];
  return {
    ...(strings
      ? {
          StringAttributeConstraints: {
            ...(minLength === undefined ? {} : { MinLength: minLength }),
            ...(maxLength === undefined ? {} : { MaxLength: maxLength }),
          },
        }
      : {}),
    ...(numbers
      ? {
          NumberAttributeConstraints: {
            ...(minValue === undefined ? {} : { MinValue: minValue }),
            ...(maxValue === undefined ? {} : { MaxValue: maxValue }),
          },
        }
      : {}),
  };
};

/** A custom attribute of `CreateUserPool` or `AddCustomAttributes`: its name gets the prefix `custom:`. */
export const customAttribute = (input: Input): SchemaAttribute => {
  const name = text(input, "Name");
  if (optionalFlag(input, "DeveloperOnlyAttribute"))
    throw unsupported("developer-only attributes", "Use WriteAttributes of the app client, as AWS advises.");
  if (optionalFlag(input, "Required"))
    throw invalidParameter("Required custom attributes are not supported currently.");
  return {
    Name: `custom:${name}`,
    AttributeDataType:
      optionalChoice(input, "AttributeDataType", ["String", "Number", "DateTime", "Boolean"]) ?? "String",
    DeveloperOnlyAttribute: false,
    Mutable: optionalFlag(input, "Mutable") ?? true,
    Required: false,
    ...constraintsOf(input),
  };
};

const changedStandard = (standard: SchemaAttribute, input: Input): SchemaAttribute => ({
  ...standard,
  Mutable: optionalFlag(input, "Mutable") ?? standard.Mutable,
  Required: optionalFlag(input, "Required") ?? standard.Required,
  ...constraintsOf(input),
});

/** The schema of a new pool: the standard attributes as the request changes them, then its custom ones. */
export const schemaOf = (entries: readonly Input[]): SchemaAttribute[] => {
  const standard = standardAttributes.map((attribute) => {
    const change = entries.find((entry) => entry.Name === attribute.Name);
    return change ? changedStandard(attribute, change) : attribute;
  });
  const names = new Set(standardAttributes.map(({ Name }) => Name));
  return [...standard, ...entries.filter((entry) => !names.has(text(entry, "Name"))).map(customAttribute)];
};
