import { newTodoId, userId } from "@skein/contracts/ids";
import type { Todo } from "@skein/contracts/todos";

export const ada = userId.parse("11111111-1111-4111-8111-111111111111");
export const bob = userId.parse("22222222-2222-4222-8222-222222222222");

export const yesterday = new Date("2026-11-21T09:00:00.000Z");
export const today = new Date("2026-11-22T09:00:00.000Z");

/** An open todo of yesterday, at version 1. */
export const aTodo = (fields: Partial<Todo> = {}): Todo => ({
  id: newTodoId(),
  title: "Water the plants",
  completed: false,
  createdAt: yesterday.toISOString(),
  updatedAt: yesterday.toISOString(),
  version: 1,
  ...fields,
});
