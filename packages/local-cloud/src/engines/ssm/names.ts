/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
import { AwsError } from "../../gateway/errors.ts";
import { validationError } from "./errors.ts";

const deepest = 15;
const longestName = 1_011;

const syntax =
  'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_';

/** @throws {AwsError} for a name that a new parameter cannot have */
export const checkNewName = (name: string): void => {
  if (/^\/?aws/i.test(name))
    throw new AwsError("AccessDeniedException", `No access to reserved parameter name: ${name}.`);
  if (/^\/?ssm/i.test(name) || !/^[\w.\-/]+$/.test(name) || /\/\/|.\/$/.test(name))
    throw validationError(syntax);
  if (name.includes("/") && !name.startsWith("/"))
    throw validationError("Parameter name must be a fully qualified name.");
  if (name.length > longestName)
    throw validationError(`Parameter names are at most ${longestName} characters.`);
  if (name.split("/").length - 1 > deepest)
    throw new AwsError(
      "HierarchyLevelLimitExceededException",
      `A hierarchy can have a maximum of ${deepest} levels.`,
    );
};

/** Hierarchical names bring their slash; it is written once. */
export const parameterArn = (region: string, accountId: string, name: string): string =>
  `arn:aws:ssm:${region}:${accountId}:parameter/${name.replace(/^\//, "")}`;

export interface ParameterReference {
  readonly name: string;
  /** What follows the colon of `name:3`: a version. */
  readonly selector: string | undefined;
}

/** A parameter is named by its name or ARN, and, where a value is read, by a version: `name:3`. */
export const referenceOf = (text: string, region: string, accountId: string): ParameterReference => {
  const prefix = parameterArn(region, accountId, "");
  const local = text.startsWith(prefix) ? text.slice(prefix.length) : undefined;
  if (text.startsWith("arn:") && local === undefined)
    throw validationError(`${text} is no parameter of account ${accountId} in ${region}.`);
  const [name = "", selector, ...rest] = (local ?? text).split(":");
  if (name === "" || selector === "" || rest.length > 0)
    throw validationError(
      "Invalid parameter name. Please use correct syntax for referencing a version/label <name>:<version/label>",
    );
  // The ARNs of `a` and `/a` are the same; only hierarchies have more than one segment.
  return { name: local?.includes("/") ? `/${name}` : name, selector };
};
