/** The todos service: its API and its events. */
import * as z from "zod/mini";
import { documented } from "./documented.ts";
import { entityFields } from "./entity.ts";
import { defineEvent } from "./event.ts";
import { todoId, userId } from "./ids.ts";
import { page, pageQuery } from "./pagination.ts";
import { defineRoute } from "./route.ts";
import { line, prose } from "./text.ts";
import { timestamp } from "./time.ts";

export const title = line(1, 200);
export const notes = prose(10_000);

/** `completed` and `completedAt` go together: one is true when the other is there. */
export const todo = z.object({
  id: todoId,
  title: z.string(),
  notes: z.optional(z.string()),
  dueAt: z.optional(timestamp),
  completed: z.boolean(),
  completedAt: z.optional(timestamp),
  ...entityFields,
});
export type Todo = z.infer<typeof todo>;

export const todoStatus = z.enum(["open", "completed"]);
export type TodoStatus = z.infer<typeof todoStatus>;

const todoParams = z.strictObject({ todoId });

export const listTodosRoute = defineRoute({
  operationId: "listTodos",
  method: "GET",
  path: "/todos",
  auth: "user",
  summary: "My todos, newest first",
  query: z.strictObject({ ...pageQuery, status: z.exactOptional(todoStatus) }),
  responses: { 200: { description: "One page of todos", body: page(todo) } },
});

export const createTodoRoute = defineRoute({
  operationId: "createTodo",
  method: "POST",
  path: "/todos",
  auth: "user",
  summary: "Add a todo",
  body: z.strictObject({
    title,
    notes: z.exactOptional(notes),
    dueAt: z.exactOptional(timestamp),
  }),
  responses: {
    201: { description: "The new todo", body: todo, headers: { location: "Path of the new todo" } },
  },
  idempotent: true,
  concurrency: "etag",
});

export const getTodoRoute = defineRoute({
  operationId: "getTodo",
  method: "GET",
  path: "/todos/{todoId}",
  auth: "user",
  summary: "One todo",
  params: todoParams,
  responses: { 200: { description: "The todo", body: todo } },
  concurrency: "etag",
});

const todoChange = documented(
  z
    .strictObject({
      title: z.exactOptional(title),
      notes: z.exactOptional(z.nullable(notes)),
      dueAt: z.exactOptional(z.nullable(timestamp)),
      completed: z.exactOptional(z.boolean()),
    })
    .check(z.refine((change) => Object.keys(change).length > 0, "must change at least one field")),
  { minProperties: 1 },
);

export const updateTodoRoute = defineRoute({
  operationId: "updateTodo",
  method: "PATCH",
  path: "/todos/{todoId}",
  auth: "user",
  summary: "Change, complete or reopen a todo",
  description: "Fields that are absent stay as they are; `null` removes `notes` or `dueAt`.",
  params: todoParams,
  body: todoChange,
  responses: { 200: { description: "The todo after the change", body: todo } },
  concurrency: "etag",
});

export const deleteTodoRoute = defineRoute({
  operationId: "deleteTodo",
  method: "DELETE",
  path: "/todos/{todoId}",
  auth: "user",
  summary: "Remove a todo",
  params: todoParams,
  responses: { 204: { description: "The todo is gone" } },
  concurrency: "etag",
});

export const todoCreated = defineEvent({
  service: "todos",
  name: "todo.created",
  summary: "A user added a todo",
  subject: "id of the todo",
  data: z.object({ todoId, userId, title: z.string(), dueAt: z.optional(timestamp), createdAt: timestamp }),
});

export const todoCompleted = defineEvent({
  service: "todos",
  name: "todo.completed",
  summary: "A user completed a todo",
  subject: "id of the todo",
  data: z.object({ todoId, userId, title: z.string(), completedAt: timestamp }),
});
