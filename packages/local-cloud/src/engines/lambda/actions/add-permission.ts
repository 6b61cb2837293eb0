import { randomUUID } from "node:crypto";
import type { PolicyStatement } from "../../../iam/policy.ts";
import { type Action, existingFunction, onFunction } from "../context.ts";
import { conflict, invalidParameter, unsupported } from "../lambda-errors.ts";
import { type Input, optionalText, text } from "../members.ts";
import { requireRevision } from "../revision.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export const addPermission: Action = (context) => ({
  access: (input) => onFunction(context, "AddPermission", input),
  handle: (input) => {
    const record = existingFunction(context, input);
    requireRevision(input, record.policyRevisionId);
    const statement = statementOf(input, record.configuration.FunctionArn);
    if (record.policy.some(({ Sid }) => Sid === statement.Sid))
      throw conflict(
        `The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    context.functions.put({
      ...record,
      policy: [...record.policy, statement],
      policyRevisionId: randomUUID(),
    });
    return { Statement: JSON.stringify(statement) };
  },
});

const statementOf = (input: Input, functionArn: string): PolicyStatement => {
  for (const member of ["FunctionUrlAuthType", "InvokedViaFunctionUrl", "EventSourceToken"])
    if (input[member] !== undefined) throw unsupported(`the permission member ${member}`, "Leave it out.");
  const action = text(input, "Action", { pattern: /^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/ });
  const sourceArn = optionalText(input, "SourceArn");
  const sourceAccount = optionalText(input, "SourceAccount");
  const organization = optionalText(input, "PrincipalOrgID");
  const equals = {
    ...(sourceAccount ? { "AWS:SourceAccount": sourceAccount } : {}),
    ...(organization ? { "aws:PrincipalOrgID": organization } : {}),
  };
  const condition = {
    ...(Object.keys(equals).length > 0 ? { StringEquals: equals } : {}),
    ...(sourceArn ? { ArnLike: { "AWS:SourceArn": sourceArn } } : {}),
  };
  return {
    Sid: text(input, "StatementId", { pattern: /^[a-zA-Z0-9-_]{1,100}$/ }),
    Effect: "Allow",
    Principal: principalOf(text(input, "Principal")),
    Action: action,
    Resource: functionArn,
    ...(Object.keys(condition).length > 0 ? { Condition: condition } : {}),
  };
};

const principalOf = (principal: string): "*" | Record<string, string> => {
  if (principal === "*") return "*";
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (principal.startsWith("arn:")) return { AWS: principal };
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com$/.test(principal)) return { Service: principal };
  throw invalidParameter(`The provided principal was invalid. Please check the principal and try again.`);
};
