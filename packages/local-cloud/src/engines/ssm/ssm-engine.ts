/** SSM Parameter Store. Labels, policies and customer managed keys are refused. */
import path from "node:path";
import type { Engine } from "../../gateway/engine.ts";
import { openDatabase } from "../../state/database.ts";
import type { SsmAction } from "./action.ts";
import { addTagsToResource } from "./actions/add-tags-to-resource.ts";
import { deleteParameter } from "./actions/delete-parameter.ts";
import { deleteParameters } from "./actions/delete-parameters.ts";
import { describeParameters } from "./actions/describe-parameters.ts";
import { getParameter } from "./actions/get-parameter.ts";
import { getParameterHistory } from "./actions/get-parameter-history.ts";
import { getParameters } from "./actions/get-parameters.ts";
import { getParametersByPath } from "./actions/get-parameters-by-path.ts";
import { listTagsForResource } from "./actions/list-tags-for-resource.ts";
import { putParameter } from "./actions/put-parameter.ts";
import { removeTagsFromResource } from "./actions/remove-tags-from-resource.ts";
import { openParameterStore } from "./store.ts";

const actions: Readonly<Record<string, SsmAction>> = {
  AddTagsToResource: addTagsToResource,
  DeleteParameter: deleteParameter,
  DeleteParameters: deleteParameters,
  DescribeParameters: describeParameters,
  GetParameter: getParameter,
  GetParameterHistory: getParameterHistory,
  GetParameters: getParameters,
  GetParametersByPath: getParametersByPath,
  ListTagsForResource: listTagsForResource,
  PutParameter: putParameter,
  RemoveTagsFromResource: removeTagsFromResource,
};

export interface SsmEngineOptions {
  readonly stateDir: string;
  readonly region: string;
  readonly accountId: string;
  readonly now?: () => Date;
}

export const createSsmEngine = ({
  stateDir,
  region,
  accountId,
  now = () => new Date(),
}: SsmEngineOptions): Engine => {
  const database = openDatabase(path.join(stateDir, "ssm.sqlite"), "");
  const context = { store: openParameterStore(database, region, accountId), region, accountId, now };
  return {
    service: "ssm",
    protocol: "json-1.1",
    targets: ["AmazonSSM"],
    operations: Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, action(context)])),
    close: async () => database.close(),
  };
};
