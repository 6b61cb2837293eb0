import { outbox } from "@skein/lambda-kit/outbox";
import { readTodo, todoEvents } from "../adapters/todo-events.ts";

export const handler = outbox({ read: readTodo, events: todoEvents });
