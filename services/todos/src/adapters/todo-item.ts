import type { UserId } from "@skein/contracts/ids";
import { userId } from "@skein/contracts/ids";
import { type Todo, todo } from "@skein/contracts/todos";
import type { Document } from "./documents.ts";

/** A todo as the table has it: with its owner, and in one of the two sparse indexes. */
export const toItem = (ownerId: UserId, stored: Todo, traceparent: string | undefined): Document => ({
  ...stored,
  ownerId,
  [stored.completed ? "completedId" : "openId"]: stored.id,
  // The stream reads it, and the events about this write carry the trace on.
  ...(traceparent !== undefined && { traceparent }),
});

export const fromItem = (item: Document): Todo => todo.parse(item);

export const ownerOf = (item: Document): UserId => userId.parse(item.ownerId);
