import { listAttachmentsRoute } from "@skein/contracts/todos";
import { http } from "@skein/lambda-kit/http";
import { attachments } from "../adapters/attachments.ts";
import { todoRepository } from "../adapters/todo-repository.ts";
import { listAttachments } from "../domain/list-attachments.ts";

export const handler = http(listAttachmentsRoute, async ({ params, query, user, cursors }) => {
  const after = cursors.open(query.cursor);
  const { items, last } = await listAttachments(
    user.id,
    params.todoId,
    { limit: query.limit, after: after && String(after.fileName) },
    { todos: todoRepository(), attachments: attachments() },
  );
  const cursor = cursors.seal(last === undefined ? undefined : { fileName: last });
  return { status: 200, body: { items, ...(cursor !== undefined && { cursor }) } };
});
