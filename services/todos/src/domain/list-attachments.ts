import type { TodoId, UserId } from "@skein/contracts/ids";
import type { AttachmentPage, AttachmentQuery, Attachments } from "./attachments.ts";
import { getTodo } from "./get-todo.ts";
import type { TodoRepository } from "./todo-repository.ts";

/** @throws {NotFound} when there is no such todo, also for one of somebody else */
export const listAttachments = async (
  ownerId: UserId,
  todoId: TodoId,
  query: AttachmentQuery,
  ports: { readonly todos: Pick<TodoRepository, "find">; readonly attachments: Attachments },
): Promise<AttachmentPage> => {
  await getTodo(ownerId, todoId, ports);
  return ports.attachments.page(ownerId, todoId, query);
};
