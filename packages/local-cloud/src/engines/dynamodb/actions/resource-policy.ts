import { randomUUID } from "node:crypto";
import type { Operation } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import { PolicyError } from "../../../iam/policy-error.ts";
import { parsePolicy } from "../../../iam/policy-syntax.ts";
import { tableAccess } from "../access/table-access.ts";
import type { Backend } from "../backend.ts";
import type { StoredPolicy } from "../table-settings.ts";
import { existingTable, notFound } from "./resource-arn.ts";

interface ResourceInput {
  readonly ResourceArn: string;
}

interface DeleteInput extends ResourceInput {
  readonly ExpectedRevisionId?: string;
}

interface PutInput extends DeleteInput {
  readonly Policy: string;
}

/** The policy as it was given. @throws {AwsError} `ValidationException` when it is no policy of a resource */
export const policyDocument = (policy: string): string => {
  try {
    parsePolicy(policy, "resource");
    return policy;
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new AwsError("ValidationException", `Resource-based policy document is invalid: ${error.message}`);
  }
};

const policyNotFound = (arn: string) =>
  new AwsError(
    "PolicyNotFoundException",
    `Resource-based policy not found for the provided ResourceArn: ${arn}`,
  );

const access = (backend: Backend, action: string) => (input: ResourceInput) => [
  {
    ...tableAccess(backend, action, backend.arns.tableOf(input.ResourceArn)),
    resources: [input.ResourceArn],
  },
];

const checkRevision = (stored: StoredPolicy | undefined, expected: string | undefined): void => {
  if (expected === undefined) return;
  const actual = stored?.revisionId ?? "NO_POLICY";
  if (actual !== expected)
    throw new AwsError("PolicyNotFoundException", "The revision of the policy is not the expected one");
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutResourcePolicy.html */
export const putResourcePolicy = (backend: Backend): Operation<PutInput> => ({
  access: access(backend, "PutResourcePolicy"),
  handle: ({ ResourceArn, Policy, ExpectedRevisionId }) => {
    if (!existingTable(backend, ResourceArn)) throw notFound(ResourceArn);
    checkRevision(backend.settings.policy(ResourceArn), ExpectedRevisionId);
    const revisionId = randomUUID();
    backend.settings.setPolicy(ResourceArn, { document: policyDocument(Policy), revisionId });
    return { RevisionId: revisionId };
  },
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetResourcePolicy.html */
export const getResourcePolicy = (backend: Backend): Operation<ResourceInput> => ({
  access: access(backend, "GetResourcePolicy"),
  handle: ({ ResourceArn }) => {
    if (!existingTable(backend, ResourceArn)) throw notFound(ResourceArn);
    const stored = backend.settings.policy(ResourceArn);
    if (!stored) throw policyNotFound(ResourceArn);
    return { Policy: stored.document, RevisionId: stored.revisionId };
  },
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteResourcePolicy.html */
export const deleteResourcePolicy = (backend: Backend): Operation<DeleteInput> => ({
  access: access(backend, "DeleteResourcePolicy"),
  handle: ({ ResourceArn, ExpectedRevisionId }) => {
    if (!existingTable(backend, ResourceArn)) throw notFound(ResourceArn);
    const stored = backend.settings.policy(ResourceArn);
    checkRevision(stored, ExpectedRevisionId);
    backend.settings.setPolicy(ResourceArn, undefined);
    return stored ? { RevisionId: stored.revisionId } : {};
  },
});
