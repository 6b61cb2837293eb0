import type { InputReader } from "../../../gateway/input-reader.ts";
import { ssmAction } from "../action.ts";
import { validationError } from "../errors.ts";
import { isUnder, parameterFilterIn } from "../filters.ts";
import { pageOf } from "../page.ts";
import { wireParameter } from "../parameter.ts";

const pathIn = (read: InputReader): string => {
  const path = read.text("Path", { minimum: 1, maximum: 2_048 });
  if (!/^\/([\w.-]+\/)*[\w.-]*$/.test(path))
    throw validationError(
      'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
    );
  return path;
};

const largestPage = 10;

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html */
export const getParametersByPath = ssmAction("GetParametersByPath", {
  parameters: (read) => [pathIn(read).replace(/(.)\/$/, "$1")],
  conditions: (read) => ({ "ssm:Recursive": String(read.optionalBoolean("Recursive") ?? false) }),
  handle: (read, { store }) => {
    const path = pathIn(read);
    const recursive = read.optionalBoolean("Recursive") ?? false;
    const passes = parameterFilterIn(read, ["Type"]);
    const under = store
      .list()
      .filter((parameter) => isUnder(parameter.name, path, recursive) && passes(parameter));
    const { items, NextToken } = pageOf(read, under, largestPage);
    const decrypt = read.optionalBoolean("WithDecryption") ?? false;
    return { Parameters: items.map((item) => wireParameter(item, item.latest, decrypt)), NextToken };
  },
});
