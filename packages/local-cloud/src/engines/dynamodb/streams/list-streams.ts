import type { Operation } from "../../../gateway/engine.ts";
import { ask, type Backend } from "../backend.ts";

interface ListStreamsInput {
  readonly TableName?: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html */
export const listStreams = (backend: Backend): Operation<ListStreamsInput> => ({
  access: () => [{ action: "dynamodb:ListStreams", resources: ["*"] }],
  handle: (input) =>
    ask(backend, "ListStreams", {
      ...input,
      ...(input.TableName === undefined ? {} : { TableName: backend.arns.tableName(input.TableName) }),
    }),
});
