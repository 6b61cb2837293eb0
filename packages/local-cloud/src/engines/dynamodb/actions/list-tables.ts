import type { Operation } from "../../../gateway/engine.ts";
import { type Backend, passOn } from "../backend.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html */
export const listTables = (backend: Backend): Operation<object> => ({
  access: () => [{ action: "dynamodb:ListTables", resources: ["*"] }],
  handle: (_input, call) => passOn(backend, call),
});
