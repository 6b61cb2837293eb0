import { NotFound, TooEarly } from "@skein/lambda-kit/errors";
import { describe, expect, it } from "vitest";
import type { Attachments } from "../../src/domain/attachments.ts";
import { eraseLateFiles } from "../../src/domain/erase-files.ts";
import { listAttachments } from "../../src/domain/list-attachments.ts";
import { foldersInMemory } from "../builders/folders-in-memory.ts";
import { ada, aTodo, bob, today } from "../builders/todo.ts";
import { todosInMemory } from "../builders/todos-in-memory.ts";

describe("the files of a todo", () => {
  const todo = aTodo();
  const todos = todosInMemory(bob, todo);
  const file = {
    key: `${bob}/${todo.id}/fern.jpg`,
    fileName: "fern.jpg",
    size: 4,
    updatedAt: today.toISOString(),
    etag: '"e"',
  };
  const attachments: Attachments = { page: async () => ({ items: [file], last: undefined }) };
  const never: Attachments = { page: () => Promise.reject(new Error("was asked")) };

  it("are listed to its owner", async () => {
    const page = await listAttachments(bob, todo.id, { limit: 20 }, { todos, attachments });
    expect(page.items).toEqual([file]);
  });

  it("are not found by anybody else, who is not even told that there is such a todo", async () => {
    const listing = listAttachments(ada, todo.id, { limit: 20 }, { todos, attachments: never });
    await expect(listing).rejects.toThrow(NotFound);
  });
});

describe("files that came after the account was closed", () => {
  const minute = 60_000;
  const after = (minutes: number) => new Date(today.getTime() + minutes * minute);

  it("are left alone while somebody may still add to them", async () => {
    const folders = foldersInMemory(ada);
    await expect(eraseLateFiles(ada, today, after(74), { folders })).rejects.toThrow(TooEarly);
    expect(folders.full).toContain(ada);
  });

  it("go once nobody can, and nobody else's do", async () => {
    const folders = foldersInMemory(ada, bob);
    expect(await eraseLateFiles(ada, today, after(75), { folders })).toEqual({ files: 1, uploads: 1 });
    expect([...folders.full]).toEqual([bob]);
  });
});
