import { iamAction, onRole } from "../action.ts";
import { alreadyExists } from "../errors.ts";
import { descriptionIn, maxSessionSecondsIn, pathIn, roleNameIn, tagsIn, uniqueId } from "../names.ts";
import { policyIn } from "../policy-input.ts";
import { type Role, wireRole } from "../role.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const createRole = iamAction("CreateRole", onRole, (read, { store, accountId, now }) => {
  read.refuse(["PermissionsBoundary"], "permissions boundaries are not evaluated.");
  const name = roleNameIn(read);
  if (store.findRole(name)) throw alreadyExists(`Role with name ${name} already exists.`);
  const path = pathIn(read);
  const description = descriptionIn(read);
  const role: Role = {
    name,
    id: uniqueId("AROA"),
    path,
    arn: `arn:aws:iam::${accountId}:role${path}${name}`,
    trustPolicy: policyIn(read, "AssumeRolePolicyDocument", "trust"),
    ...(description === undefined ? {} : { description }),
    maxSessionSeconds: maxSessionSecondsIn(read) ?? 3_600,
    createdAt: now().toISOString(),
    inlinePolicies: {},
    attachedPolicies: [],
    tags: tagsIn(read),
  };
  store.putRole(role);
  return { Role: wireRole(role) };
});
