import type { InputReader } from "../../gateway/input-reader.ts";
import { noSuchEntity } from "./errors.ts";
import { policyArnIn } from "./names.ts";
import type { ManagedPolicy, PolicyVersion } from "./role.ts";
import type { IamStore } from "./store.ts";

/** @throws {AwsError} `NoSuchEntity`; AWS's own policies can be attached, but not read or changed */
export const customerPolicy = (store: IamStore, read: InputReader): ManagedPolicy => {
  const arn = policyArnIn(read);
  const policy = store.policies.get(arn);
  if (!policy) throw noSuchEntity(`Policy ${arn} was not found.`);
  return policy;
};

/** @throws {AwsError} `NoSuchEntity` */
export const versionOf = (policy: ManagedPolicy, id: string): PolicyVersion => {
  const version = policy.versions.find((candidate) => candidate.id === id);
  if (!version) throw noSuchEntity(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`);
  return version;
};
