/** Builders for evaluation tests: a role asks for one action on one resource. */
import { type Decision, evaluate } from "../../../src/iam/evaluate.ts";
import type { ConditionContext, PolicyDocument, PolicyStatement } from "../../../src/iam/policy.ts";
import type { Principal } from "../../../src/iam/principal.ts";
import { requestContext } from "../../../src/iam/request-context.ts";

export const queueArn = "arn:aws:sqs:us-east-1:000000000000:orders";
export const roleArn = "arn:aws:iam::000000000000:role/worker";
export const sessionArn = "arn:aws:sts::000000000000:assumed-role/worker/s";

export const role: Extract<Principal, { kind: "role" }> = {
  kind: "role",
  arn: sessionArn,
  accountId: "000000000000",
  roleArn,
};
export const topic: Principal = {
  kind: "service",
  service: "sns.amazonaws.com",
  sourceArn: "arn:aws:sns:us-east-1:000000000000:news",
  sourceAccount: "000000000000",
};

export const policy = (...statements: readonly PolicyStatement[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements,
});

export const allow = (more: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Effect: "Allow",
  Action: "sqs:SendMessage",
  Resource: queueArn,
  ...more,
});
export const deny = (more: Partial<PolicyStatement> = {}): PolicyStatement => ({
  ...allow(more),
  Effect: "Deny",
});

interface Question {
  readonly principal?: Principal;
  readonly action?: string;
  readonly resource?: string;
  readonly context?: ConditionContext;
  readonly identity?: readonly PolicyDocument[];
  readonly resourcePolicy?: PolicyDocument;
}

export const decide = (question: Question): Decision =>
  evaluate({
    principal: question.principal ?? role,
    action: question.action ?? "sqs:SendMessage",
    resource: question.resource ?? queueArn,
    context: requestContext(question.context),
    identityPolicies: question.identity ?? [],
    resourcePolicy: question.resourcePolicy,
  });

export const allowed = (question: Question): boolean => decide(question).allowed;

/** Whether a condition holds, asked of an Allow and, the other way round, of a Deny. */
export const conditionAllows = (
  condition: PolicyStatement["Condition"],
  context: ConditionContext,
): boolean => allowed({ identity: [policy(allow({ Condition: condition ?? {} }))], context });
export const conditionDenies = (
  condition: PolicyStatement["Condition"],
  context: ConditionContext,
): boolean => !allowed({ identity: [policy(allow(), deny({ Condition: condition ?? {} }))], context });
