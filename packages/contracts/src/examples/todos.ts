/** Examples of the todos API by operation, for its document; a test holds them against the contracts. */
import type { Examples } from "../openapi/service.ts";

const todo = {
  id: "019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21",
  title: "Water the plants",
  notes: "The fern too",
  dueAt: "2026-11-23T18:00:00Z",
  completed: false,
  createdAt: "2026-11-22T10:43:00.000Z",
  updatedAt: "2026-11-22T10:43:00.000Z",
  version: 1,
};
const { dueAt: _, ...done } = {
  ...todo,
  completed: true,
  completedAt: "2026-11-22T18:20:11.300Z",
  updatedAt: "2026-11-22T18:20:11.300Z",
  version: 2,
};
const userId = "5e5bd4e4-1d9d-4a1c-9b7b-0f9a3c1f7a52";
const params = { todoId: todo.id };

export const todosExamples: Examples = {
  listTodos: { answer: { items: [todo], cursor: "AQxUb0NvbnRpbnVlLCBzZW5kIHRoaXMgYXMgY3Vyc29y" } },
  createTodo: { body: { title: todo.title, notes: todo.notes, dueAt: todo.dueAt }, answer: todo },
  getTodo: { params, answer: todo },
  updateTodo: { params, body: { completed: true, dueAt: null }, answer: done },
  deleteTodo: { params },
  listAttachments: {
    params,
    answer: {
      items: [
        {
          key: `${userId}/${todo.id}/fern.jpg`,
          fileName: "fern.jpg",
          size: 482_113,
          updatedAt: "2026-11-22T10:44:10.000Z",
          etag: '"9b2cf535f27731c974343645a3985328"',
        },
      ],
    },
  },
  getStorage: {
    answer: {
      bucket: "skein-dev-todos-attachments-000000000000",
      prefix: `${userId}/`,
      region: "us-east-1",
      identityPoolId: "us-east-1:3d7da71f-7db4-4753-be93-3804833fca49",
    },
  },
};
