import { getTodoRoute } from "@skein/contracts/todos";
import { http } from "@skein/lambda-kit/http";
import { todoRepository } from "../adapters/todo-repository.ts";
import { getTodo } from "../domain/get-todo.ts";

export const handler = http(getTodoRoute, async ({ params, user }) => {
  const todo = await getTodo(user.id, params.todoId, { todos: todoRepository() });
  return { status: 200, body: todo };
});
