/** Roles and customer managed policies, kept on disk. */
import type { DatabaseSync } from "node:sqlite";
import type { IdentityPolicies } from "../../iam/identity-policies.ts";
import { awsManagedPolicy } from "../../iam/managed-policies.ts";
import type { PolicyDocument } from "../../iam/policy.ts";
import { type DocumentStore, openDocumentStore } from "../../state/document-store.ts";
import { noSuchRole } from "./errors.ts";
import type { ManagedPolicy, Role } from "./role.ts";

export interface IamStore extends IdentityPolicies {
  readonly policies: DocumentStore<ManagedPolicy>;
  roles(): readonly Role[];
  findRole(name: string): Role | undefined;
  findRoleByArn(arn: string): Role | undefined;
  /** @throws {AwsError} `NoSuchEntity` */
  role(name: string): Role;
  putRole(role: Role): void;
  deleteRole(name: string): void;
  /** How many roles a managed policy is attached to. */
  attachmentsOf(policyArn: string): number;
}

/** Names of roles have no case: `Worker` and `worker` cannot both exist. */
const keyOf = (name: string): string => name.toLowerCase();

export const openIamStore = (database: DatabaseSync): IamStore => {
  const roles = openDocumentStore<Role>(database, "roles");
  const policies = openDocumentStore<ManagedPolicy>(database, "policies");
  const findRole = (name: string) => roles.get(keyOf(name));
  const findRoleByArn = (arn: string) => {
    const role = findRole(arn.split("/").at(-1) ?? "");
    return role?.arn === arn ? role : undefined;
  };

  const managed = (arn: string): PolicyDocument | undefined => {
    const policy = policies.get(arn);
    return (
      policy?.versions.find(({ id }) => id === policy.defaultVersionId)?.document ?? awsManagedPolicy(arn)
    );
  };

  return {
    policies,
    roles: () => roles.list(),
    findRole,
    findRoleByArn,
    role: (name) => {
      const role = findRole(name);
      if (!role) throw noSuchRole(name);
      return role;
    },
    putRole: (role) => roles.put(keyOf(role.name), role),
    deleteRole: (name) => {
      roles.delete(keyOf(name));
    },
    attachmentsOf: (policyArn) =>
      roles.list().filter(({ attachedPolicies }) => attachedPolicies.includes(policyArn)).length,
    ofRole: (arn) => {
      const role = findRoleByArn(arn);
      if (!role) return undefined;
      const attached = role.attachedPolicies.flatMap((policyArn) => managed(policyArn) ?? []);
      return [...Object.values(role.inlinePolicies), ...attached];
    },
  };
};
