import { todoId } from "@skein/contracts/ids";
import { createTodoRoute } from "@skein/contracts/todos";
import { http } from "@skein/lambda-kit/http";
import { closedAccounts } from "../adapters/closed-accounts.ts";
import { todoRepository } from "../adapters/todo-repository.ts";
import { createTodo } from "../domain/create-todo.ts";

export const handler = http(createTodoRoute, async ({ body, user, requestId, traceparent }) => {
  // The id of the request is that of the todo: a retry after a crash finds it, and makes no second one.
  const id = todoId.parse(requestId);
  const todo = await createTodo({ ...body, id, ownerId: user.id }, new Date(), {
    todos: todoRepository({ traceparent }),
    closedAccounts: closedAccounts(),
  });
  return { status: 201, headers: { location: `/todos/${todo.id}` }, body: todo };
});
