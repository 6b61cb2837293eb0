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
import { wholeNumber } from "./whole-number.ts";

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

/** A file of the user's folder that belongs to a todo. */
export const attachment = z.object({
  /** In the bucket. */
  key: z.string(),
  /** The key after the todo's folder. */
  fileName: z.string(),
  /** Bytes. */
  size: wholeNumber(0),
  updatedAt: timestamp,
  /** S3's own, with its quotes. */
  etag: z.string(),
});
export type Attachment = z.infer<typeof attachment>;

export const listAttachmentsRoute = defineRoute({
  operationId: "listAttachments",
  method: "GET",
  path: "/todos/{todoId}/attachments",
  auth: "user",
  summary: "Files of a todo",
  description: "The objects under `{prefix}{todoId}/` of `GET /storage`, in the order of their names.",
  params: todoParams,
  query: z.strictObject({ ...pageQuery }),
  responses: { 200: { description: "One page of files", body: page(attachment) } },
});

/** Where a user's files are, for the AWS SDK: the API does not stand in the way of their bytes. */
export const storage = z.object({
  bucket: z.string(),
  /** The user's folder, up to and with the slash. */
  prefix: z.string(),
  region: z.string(),
  identityPoolId: z.string(),
});
export type Storage = z.infer<typeof storage>;

export const getStorageRoute = defineRoute({
  operationId: "getStorage",
  method: "GET",
  path: "/storage",
  auth: "user",
  summary: "Where my files are",
  description:
    "Files go straight to S3, with credentials that the identity pool gives for an ID token. They reach the keys " +
    "that begin with `prefix`, and nothing else. What lies under `{prefix}{todoId}/` is attached to that todo.",
  responses: { 200: { description: "Bucket, folder and identity pool", body: storage } },
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
