import { deleteTodoRoute } from "@skein/contracts/todos";
import { http } from "@skein/lambda-kit/http";
import { todoRepository } from "../adapters/todo-repository.ts";
import { deleteTodo } from "../domain/delete-todo.ts";

export const handler = http(deleteTodoRoute, async ({ params, user, expectedVersion }) => {
  await deleteTodo(user.id, params.todoId, expectedVersion, { todos: todoRepository() });
  return { status: 204 };
});
