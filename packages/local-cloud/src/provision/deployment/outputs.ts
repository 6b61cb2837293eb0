import { type Failure, messageOf, TemplateError } from "../errors.ts";
import type { Json } from "../json.ts";
import type { StackRecord } from "../stacks/stack-record.ts";
import type { StackReader } from "./stack-reader.ts";

export interface Outputs {
  readonly outputs: Readonly<Record<string, string>>;
  /** Export name to value. */
  readonly exports: Readonly<Record<string, string>>;
  readonly failures: readonly Failure[];
}

const textOf = async (reader: StackReader, value: Json): Promise<string> => {
  const resolved = await reader.value(value);
  if (typeof resolved !== "object") return String(resolved);
  throw new TemplateError(`an output must be a text, but is ${JSON.stringify(resolved)}`);
};

export const resolveOutputs = async (reader: StackReader): Promise<Outputs> => {
  const outputs: Record<string, string> = {};
  const exports: Record<string, string> = {};
  const failures: Failure[] = [];
  for (const [name, { condition, value, exportName }] of reader.template.outputs) {
    try {
      if (condition !== undefined && !reader.scope.condition(condition)) continue;
      const text = await textOf(reader, value);
      outputs[name] = text;
      if (exportName !== undefined) exports[await textOf(reader, exportName)] = text;
    } catch (error) {
      failures.push({ logicalId: `Outputs.${name}`, type: "Outputs", message: messageOf(error) });
    }
  }
  return { outputs, exports, failures };
};

const failureOf = (exportName: string, message: string): Failure => ({
  logicalId: `Export ${exportName}`,
  type: "Outputs",
  message,
});

/**
 * Exports are a promise to other stacks: one in use cannot change or go, and a name belongs to one stack.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
 *
 * @param others all stacks but this one
 */
export const exportConflicts = (
  stackName: string,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  others: readonly StackRecord[],
): readonly Failure[] => {
  const broken = Object.keys(before).flatMap((name) => {
    const users = others.filter(({ imports }) => imports.includes(name)).map((stack) => stack.stackName);
    if (users.length === 0 || before[name] === after[name]) return [];
    const change = name in after ? "changed" : "removed";
    return [failureOf(name, `cannot be ${change}: ${stackName} exports it, and ${users.join(", ")} uses it`)];
  });
  const taken = Object.keys(after).flatMap((name) => {
    const owner = others.find((stack) => name in stack.exports);
    return owner ? [failureOf(name, `is exported by stack ${owner.stackName} already`)] : [];
  });
  return [...broken, ...taken];
};
