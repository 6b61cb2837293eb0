import type { Operation } from "../../gateway/engine.ts";
import { createIdentityPool } from "./actions/create-identity-pool.ts";
import { deleteIdentities } from "./actions/delete-identities.ts";
import { deleteIdentityPool } from "./actions/delete-identity-pool.ts";
import { describeIdentity } from "./actions/describe-identity.ts";
import { describeIdentityPool } from "./actions/describe-identity-pool.ts";
import { getCredentialsForIdentity } from "./actions/get-credentials-for-identity.ts";
import { getId } from "./actions/get-id.ts";
import { getIdentityPoolRoles } from "./actions/get-identity-pool-roles.ts";
import { getOpenIdToken } from "./actions/get-open-id-token.ts";
import { getPrincipalTagAttributeMap } from "./actions/get-principal-tag-attribute-map.ts";
import { listIdentities } from "./actions/list-identities.ts";
import { listIdentityPools } from "./actions/list-identity-pools.ts";
import { setIdentityPoolRoles } from "./actions/set-identity-pool-roles.ts";
import { setPrincipalTagAttributeMap } from "./actions/set-principal-tag-attribute-map.ts";
import { listTagsForResource, tagResource, untagResource } from "./actions/tags.ts";
import { updateIdentityPool } from "./actions/update-identity-pool.ts";
import type { IdentityAction, IdentityPools } from "./context.ts";

/** Every operation of identity pools that the local cloud has. */
const actions: Readonly<Record<string, IdentityAction>> = {
  CreateIdentityPool: createIdentityPool,
  DeleteIdentities: deleteIdentities,
  DeleteIdentityPool: deleteIdentityPool,
  DescribeIdentity: describeIdentity,
  DescribeIdentityPool: describeIdentityPool,
  GetCredentialsForIdentity: getCredentialsForIdentity,
  GetId: getId,
  GetIdentityPoolRoles: getIdentityPoolRoles,
  GetOpenIdToken: getOpenIdToken,
  GetPrincipalTagAttributeMap: getPrincipalTagAttributeMap,
  ListIdentities: listIdentities,
  ListIdentityPools: listIdentityPools,
  ListTagsForResource: listTagsForResource,
  SetIdentityPoolRoles: setIdentityPoolRoles,
  SetPrincipalTagAttributeMap: setPrincipalTagAttributeMap,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateIdentityPool: updateIdentityPool,
};

export const operationsOf = (
  context: IdentityPools,
): Readonly<Record<string, Operation<Record<string, unknown>>>> =>
  Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, action(context)]));
