/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html */
import { AwsError } from "../../gateway/errors.ts";
import type { InputReader } from "../../gateway/input-reader.ts";
import type { Parameter } from "./parameter.ts";

type Test = (parameter: Parameter) => boolean;
type Make = (option: string | undefined, values: readonly string[]) => Test | undefined;

/** Whether `name` lies under `path`, at any depth or directly. */
export const isUnder = (name: string, path: string, recursive: boolean): boolean => {
  const prefix = path.endsWith("/") ? path : `${path}/`;
  return name.startsWith(prefix) && (recursive || !name.slice(prefix.length).includes("/"));
};

const byName: Make = (option = "Equals", values) => {
  const compare = {
    Equals: (name: string, value: string) => name === value,
    BeginsWith: (name: string, value: string) => name.startsWith(value),
    Contains: (name: string, value: string) => name.includes(value),
  }[option];
  return compare && (({ name }) => values.some((value) => compare(name, value)));
};

const byPath: Make = (option = "OneLevel", values) =>
  option === "OneLevel" || option === "Recursive"
    ? ({ name }) => values.some((path) => isUnder(name, path, option === "Recursive"))
    : undefined;

const equals =
  (member: (parameter: Parameter) => string): Make =>
  (option = "Equals", values) =>
    option === "Equals" ? (parameter) => values.includes(member(parameter)) : undefined;

const filters: Readonly<Record<string, Make>> = {
  Name: byName,
  Path: byPath,
  Type: equals(({ latest }) => latest.type),
  Tier: equals(({ latest }) => latest.tier),
  DataType: equals(() => "text"),
};

/** @throws {AwsError} `InvalidFilterKey`, `InvalidFilterOption` */
export const parameterFilterIn = (read: InputReader, keys: readonly string[]): Test => {
  const tests = read.structures("ParameterFilters").map((filter) => {
    const key = filter.text("Key");
    const make = keys.includes(key) ? filters[key] : undefined;
    if (!make)
      throw new AwsError(
        "InvalidFilterKey",
        `The filter key ${key} is not supported here; use ${keys.join(", ")}.`,
      );
    const option = filter.optionalText("Option");
    const test = make(option, filter.texts("Values"));
    if (!test)
      throw new AwsError("InvalidFilterOption", `The filter option ${option} is not valid for ${key}.`);
    return test;
  });
  return (parameter) => tests.every((test) => test(parameter));
};
