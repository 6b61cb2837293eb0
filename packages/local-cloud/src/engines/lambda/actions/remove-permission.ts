import { randomUUID } from "node:crypto";
import { type Action, existingFunction, onFunction } from "../context.ts";
import { resourceNotFound } from "../lambda-errors.ts";
import { text } from "../members.ts";
import { requireRevision } from "../revision.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_RemovePermission.html */
export const removePermission: Action = (context) => ({
  access: (input) => onFunction(context, "RemovePermission", input),
  handle: (input) => {
    const record = existingFunction(context, input);
    requireRevision(input, record.policyRevisionId);
    const statementId = text(input, "StatementId");
    const policy = record.policy.filter(({ Sid }) => Sid !== statementId);
    if (policy.length === record.policy.length)
      throw resourceNotFound(`Statement ${statementId} is not found in resource policy.`);
    context.functions.put({ ...record, policy, policyRevisionId: randomUUID() });
    return {};
  },
});
