/** IAM: roles and managed policies. Users, groups and instance profiles have no local meaning and are refused. */
import path from "node:path";
import type { Engine } from "../../gateway/engine.ts";
import { openDatabase } from "../../state/database.ts";
import type { IamAction } from "./action.ts";
import { attachRolePolicy } from "./actions/attach-role-policy.ts";
import { createPolicy } from "./actions/create-policy.ts";
import { createPolicyVersion } from "./actions/create-policy-version.ts";
import { createRole } from "./actions/create-role.ts";
import { deletePolicy } from "./actions/delete-policy.ts";
import { deletePolicyVersion } from "./actions/delete-policy-version.ts";
import { deleteRole } from "./actions/delete-role.ts";
import { deleteRolePolicy } from "./actions/delete-role-policy.ts";
import { detachRolePolicy } from "./actions/detach-role-policy.ts";
import { getPolicy } from "./actions/get-policy.ts";
import { getPolicyVersion } from "./actions/get-policy-version.ts";
import { getRole } from "./actions/get-role.ts";
import { getRolePolicy } from "./actions/get-role-policy.ts";
import { listAttachedRolePolicies } from "./actions/list-attached-role-policies.ts";
import { listPolicyVersions } from "./actions/list-policy-versions.ts";
import { listRolePolicies } from "./actions/list-role-policies.ts";
import { listRoleTags } from "./actions/list-role-tags.ts";
import { listRoles } from "./actions/list-roles.ts";
import { putRolePolicy } from "./actions/put-role-policy.ts";
import { tagRole } from "./actions/tag-role.ts";
import { untagRole } from "./actions/untag-role.ts";
import { updateAssumeRolePolicy } from "./actions/update-assume-role-policy.ts";
import { updateRole } from "./actions/update-role.ts";
import { type IamStore, openIamStore } from "./store.ts";

const actions: Readonly<Record<string, IamAction>> = {
  AttachRolePolicy: attachRolePolicy,
  CreatePolicy: createPolicy,
  CreatePolicyVersion: createPolicyVersion,
  CreateRole: createRole,
  DeletePolicy: deletePolicy,
  DeletePolicyVersion: deletePolicyVersion,
  DeleteRole: deleteRole,
  DeleteRolePolicy: deleteRolePolicy,
  DetachRolePolicy: detachRolePolicy,
  GetPolicy: getPolicy,
  GetPolicyVersion: getPolicyVersion,
  GetRole: getRole,
  GetRolePolicy: getRolePolicy,
  ListAttachedRolePolicies: listAttachedRolePolicies,
  ListPolicyVersions: listPolicyVersions,
  ListRolePolicies: listRolePolicies,
  ListRoleTags: listRoleTags,
  ListRoles: listRoles,
  PutRolePolicy: putRolePolicy,
  TagRole: tagRole,
  UntagRole: untagRole,
  UpdateAssumeRolePolicy: updateAssumeRolePolicy,
  UpdateRole: updateRole,
};

export interface IamEngineOptions {
  readonly stateDir: string;
  readonly accountId: string;
  readonly now?: () => Date;
}

export interface IamEngine extends Engine {
  /** The policies and trust policies of roles, for the gateway, STS and Lambda. */
  readonly store: IamStore;
}

export const createIamEngine = ({
  stateDir,
  accountId,
  now = () => new Date(),
}: IamEngineOptions): IamEngine => {
  const database = openDatabase(path.join(stateDir, "iam.sqlite"), "");
  const store = openIamStore(database);
  const context = { store, accountId, now };
  return {
    service: "iam",
    protocol: "query",
    xmlNamespace: "2010-05-08",
    operations: Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, action(context)])),
    store,
    close: async () => database.close(),
  };
};
