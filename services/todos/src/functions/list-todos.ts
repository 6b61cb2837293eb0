import { todoId } from "@skein/contracts/ids";
import { listTodosRoute } from "@skein/contracts/todos";
import { http } from "@skein/lambda-kit/http";
import { todoRepository } from "../adapters/todo-repository.ts";

export const handler = http(listTodosRoute, async ({ query, user, cursors }) => {
  const { limit, status } = query;
  const after = cursors.open(query.cursor);
  const { items, last } = await todoRepository().page(user.id, {
    limit,
    status,
    after: after && todoId.parse(after.id),
  });
  const cursor = cursors.seal(last && { id: last });
  return { status: 200, body: { items, ...(cursor !== undefined && { cursor }) } };
});
