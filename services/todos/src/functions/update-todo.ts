import { updateTodoRoute } from "@skein/contracts/todos";
import { http } from "@skein/lambda-kit/http";
import { todoRepository } from "../adapters/todo-repository.ts";
import { updateTodo } from "../domain/update-todo.ts";

export const handler = http(updateTodoRoute, async ({ params, body, user, expectedVersion, traceparent }) => {
  const todo = await updateTodo(
    { ownerId: user.id, id: params.todoId, change: body, expectedVersion },
    new Date(),
    { todos: todoRepository({ traceparent }) },
  );
  return { status: 200, body: todo };
});
