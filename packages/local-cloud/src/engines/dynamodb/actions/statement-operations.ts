import type { Access, Operation } from "../../../gateway/engine.ts";
import { parseStatement, type StatementInput, statementAccess } from "../access/statement-access.ts";
import { type Backend, passOn, succeeded } from "../backend.ts";

/** PartiQL, see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html */
export const statementOperations = (backend: Backend) => {
  const operation = <Input>(statementsOf: (input: Input) => readonly StatementInput[]): Operation<Input> => ({
    access: (input): readonly Access[] =>
      statementsOf(input).map((statement) => statementAccess(backend, statement)),
    handle: async (input, call) => {
      const answer = await passOn(backend, call);
      if (succeeded(answer))
        backend.written(
          statementsOf(input).flatMap(({ Statement = "" }) => {
            const parsed = parseStatement(Statement);
            return parsed && parsed.action !== "PartiQLSelect" ? [parsed.table] : [];
          }),
        );
      return answer;
    },
  });

  return {
    ExecuteStatement: operation((input: StatementInput) => [input]),
    BatchExecuteStatement: operation(
      (input: { readonly Statements?: readonly StatementInput[] }) => input.Statements ?? [],
    ),
    ExecuteTransaction: operation(
      (input: { readonly TransactStatements?: readonly StatementInput[] }) => input.TransactStatements ?? [],
    ),
  };
};
