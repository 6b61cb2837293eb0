import type { TodoId, UserId } from "@skein/contracts/ids";
import type { Attachment } from "@skein/contracts/todos";

/** Files of todos. Every user has a folder, and every todo one in it. */
export interface Attachments {
  /** One page, in the order of the names. */
  page(ownerId: UserId, todoId: TodoId, query: AttachmentQuery): Promise<AttachmentPage>;
}

export interface AttachmentQuery {
  readonly limit: number;
  /** Name of the last file of the page before. */
  readonly after?: string | undefined;
}

export interface AttachmentPage {
  readonly items: Attachment[];
  /** Name of the last file of this page; `undefined` when no page follows. */
  readonly last: string | undefined;
}

/** Where a user's files are: the role that users get from the identity pool reaches what begins so. */
export const folderOf = (ownerId: UserId): string => `${ownerId}/`;

export const todoFolderOf = (ownerId: UserId, todoId: TodoId): string => `${folderOf(ownerId)}${todoId}/`;
