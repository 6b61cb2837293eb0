import { TemplateError } from "../errors.ts";
import { isList, isObject, type Json, sameJson } from "../json.ts";
import { noValue, resolve, type Scope } from "./intrinsics.ts";

type Evaluate = (name: string) => boolean;

const operandsOf = (name: string, argument: Json, least: number, most: number): readonly Json[] => {
  if (isList(argument) && argument.length >= least && argument.length <= most) return argument;
  throw new TemplateError(`${name} takes ${least === most ? least : `${least} to ${most}`} operands`);
};

const evaluateExpression = (expression: Json, scope: Scope, named: Evaluate): boolean => {
  const entry = isObject(expression) ? Object.entries(expression)[0] : undefined;
  if (!entry) throw new TemplateError(`${JSON.stringify(expression)} is not a condition`);
  const [name, argument] = entry;
  const inner = (operand: Json) => evaluateExpression(operand, scope, named);
  switch (name) {
    case "Condition":
      if (typeof argument !== "string") throw new TemplateError("Condition takes the name of a condition");
      return named(argument);
    case "Fn::Equals": {
      const [left, right] = operandsOf(name, argument, 2, 2).map((operand) => resolve(operand, scope));
      if (left === noValue || right === noValue)
        throw new TemplateError("AWS::NoValue cannot be compared in Fn::Equals");
      // CloudFormation compares texts: the parameter "1" equals the number 1.
      return isObject(left) || isList(left) ? sameJson(left, right) : String(left) === String(right);
    }
    case "Fn::And":
      return operandsOf(name, argument, 2, 10).every(inner);
    case "Fn::Or":
      return operandsOf(name, argument, 2, 10).some(inner);
    case "Fn::Not":
      return !operandsOf(name, argument, 1, 1).every(inner);
    default:
      throw new TemplateError(`${name} is not a condition function`);
  }
};

/**
 * Answers whether a named condition of the template holds, see
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html
 *
 * @param scope resolves parameters, pseudo parameters and mappings; resources cannot be named in conditions
 */
export const conditionEvaluator = (
  conditions: Readonly<Record<string, Json>>,
  scope: Omit<Scope, "condition">,
): Evaluate => {
  const known = new Map<string, boolean | "evaluating">();
  const evaluate: Evaluate = (name) => {
    const earlier = known.get(name);
    if (earlier === "evaluating") throw new TemplateError(`Condition ${name} depends on itself`);
    if (earlier !== undefined) return earlier;
    const expression = conditions[name];
    if (expression === undefined) throw new TemplateError(`There is no condition ${name}`);
    known.set(name, "evaluating");
    const holds = evaluateExpression(expression, { ...scope, condition: evaluate }, evaluate);
    known.set(name, holds);
    return holds;
  };
  return evaluate;
};
