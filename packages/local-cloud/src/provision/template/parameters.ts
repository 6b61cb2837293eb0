import { TemplateError } from "../errors.ts";
import { isList, type Json, type JsonObject } from "../json.ts";

const attributes = new Set([
  "Type",
  "Default",
  "AllowedValues",
  "AllowedPattern",
  "ConstraintDescription",
  "Description",
  "MaxLength",
  "MaxValue",
  "MinLength",
  "MinValue",
  "NoEcho",
]);

const split = (text: string): readonly string[] =>
  text === "" ? [] : text.split(",").map((item) => item.trim());

const numberOf = (text: string): number => {
  const value = Number(text);
  if (text.trim() === "" || Number.isNaN(value)) throw new TemplateError(`"${text}" is not a number`);
  return value;
};

const typed = (type: Json | undefined, text: string): Json => {
  switch (type) {
    case "String":
      return text;
    case "Number":
      numberOf(text);
      return text;
    case "CommaDelimitedList":
      return split(text);
    case "List<Number>":
      return split(text).map((item) => {
        numberOf(item);
        return item;
      });
    default:
      throw new TemplateError(
        `Type ${String(type)} is not supported; use String, Number, CommaDelimitedList or List<Number>` +
          ` (and {{resolve:ssm:/name}} where the value is needed, instead of AWS::SSM::Parameter::Value)`,
      );
  }
};

const constraints: Readonly<Record<string, (limit: Json, item: string) => boolean>> = {
  AllowedValues: (limit, item) => isList(limit) && limit.map(String).includes(item),
  AllowedPattern: (limit, item) => new RegExp(`^(?:${String(limit)})$`).test(item),
  MinLength: (limit, item) => item.length >= Number(limit),
  MaxLength: (limit, item) => item.length <= Number(limit),
  MinValue: (limit, item) => Number(item) >= Number(limit),
  MaxValue: (limit, item) => Number(item) <= Number(limit),
};

const parameterValue = (declaration: JsonObject, given: string | undefined): Json => {
  for (const name of Object.keys(declaration))
    if (!attributes.has(name)) throw new TemplateError(`attribute ${name} is not supported`);
  const source = given ?? declaration.Default;
  if (source === undefined) throw new TemplateError("has no value and no Default");
  const value = typed(declaration.Type, isList(source) ? source.join(",") : String(source));
  for (const [name, holds] of Object.entries(constraints)) {
    const limit = declaration[name];
    if (limit === undefined) continue;
    for (const item of isList(value) ? value : [value])
      if (!holds(limit, String(item)))
        throw new TemplateError(
          `"${String(item)}" does not satisfy ${name} ${JSON.stringify(limit)}` +
            (declaration.ConstraintDescription ? `: ${String(declaration.ConstraintDescription)}` : ""),
        );
  }
  return value;
};

/**
 * The values of a template's parameters: given ones, else defaults, checked against their constraints.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 *
 * @throws {TemplateError} naming the parameter
 */
export const parameterValues = (
  declarations: Readonly<Record<string, JsonObject>>,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, Json>> => {
  for (const name of Object.keys(given))
    if (!(name in declarations)) throw new TemplateError(`The template has no parameter ${name}`);
  return Object.fromEntries(
    Object.entries(declarations).map(([name, declaration]) => {
      try {
        return [name, parameterValue(declaration, given[name])];
      } catch (error) {
        if (error instanceof TemplateError) throw new TemplateError(`Parameters.${name}: ${error.message}`);
        throw error;
      }
    }),
  );
};
