import { iamAction } from "../action.ts";
import { alreadyExists } from "../errors.ts";
import { descriptionIn, pathIn, policyNameIn, uniqueId } from "../names.ts";
import { policyIn } from "../policy-input.ts";
import { type ManagedPolicy, wirePolicySummary } from "../role.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
export const createPolicy = iamAction(
  "CreatePolicy",
  (read, { accountId }) => `arn:aws:iam::${accountId}:policy${pathIn(read)}${policyNameIn(read)}`,
  (read, { store, accountId, now }) => {
    read.refuse(["Tags"], "managed policies carry no tags here.");
    const name = policyNameIn(read);
    const path = pathIn(read);
    const arn = `arn:aws:iam::${accountId}:policy${path}${name}`;
    if (store.policies.get(arn))
      throw alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
    const description = descriptionIn(read);
    const createdAt = now().toISOString();
    const policy: ManagedPolicy = {
      arn,
      name,
      id: uniqueId("ANPA"),
      path,
      ...(description === undefined ? {} : { description }),
      createdAt,
      nextVersion: 2,
      versions: [{ id: "v1", document: policyIn(read, "PolicyDocument", "identity"), createdAt }],
      defaultVersionId: "v1",
    };
    store.policies.put(arn, policy);
    return { Policy: wirePolicySummary(policy, 0) };
  },
);
