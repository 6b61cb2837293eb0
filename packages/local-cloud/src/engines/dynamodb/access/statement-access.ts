import type { Access } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import { type AccessScope, tableAccess, unknownLeadingKey } from "./table-access.ts";

export interface StatementInput {
  readonly Statement?: string;
}

const name = `(?:"([^"]+)"|([A-Za-z0-9_.-]+))`;
const shapes: readonly (readonly [action: string, shape: RegExp])[] = [
  [
    "PartiQLSelect",
    new RegExp(
      `^\\s*(?:EXISTS\\s*\\(\\s*)?SELECT\\b[\\s\\S]*?\\bFROM\\s+${name}(?:\\s*\\.\\s*"([^"]+)")?`,
      "i",
    ),
  ],
  ["PartiQLInsert", new RegExp(`^\\s*INSERT\\s+INTO\\s+${name}`, "i")],
  ["PartiQLUpdate", new RegExp(`^\\s*UPDATE\\s+${name}`, "i")],
  ["PartiQLDelete", new RegExp(`^\\s*DELETE\\s+FROM\\s+${name}`, "i")],
];

/** Table of a PartiQL statement and what is done to it; `undefined` when it is none that DynamoDB knows. */
export const parseStatement = (
  statement: string,
): { readonly action: string; readonly table: string; readonly index?: string } | undefined => {
  for (const [action, shape] of shapes) {
    const match = shape.exec(statement);
    const table = match?.[1] ?? match?.[2];
    if (table !== undefined) return { action, table, ...(match?.[3] ? { index: match[3] } : {}) };
  }
  return undefined;
};

/**
 * Access of one PartiQL statement, see
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html
 * Its partition key is not worked out: a policy that limits leading keys refuses statements altogether.
 */
export const statementAccess = (scope: AccessScope, { Statement = "" }: StatementInput): Access => {
  const parsed = parseStatement(Statement);
  if (!parsed) throw new AwsError("ValidationException", "Statement wasn't well formed, can't be processed");
  return tableAccess(scope, parsed.action, parsed.table, {
    index: parsed.index,
    context: { "dynamodb:LeadingKeys": [unknownLeadingKey] },
  });
};
