import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { newTodoId, type TodoId, userId } from "@skein/contracts/ids";
import type { TodoStatus } from "@skein/contracts/todos";
import { VersionConflict } from "@skein/lambda-kit/errors";
import { createDynamoDbEngine } from "@skein/local-cloud/engines/dynamodb/dynamodb-engine";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../../packages/local-cloud/test/support/cloud.ts";
import { createTemplateTable } from "../../../../packages/local-cloud/test/support/template-table.ts";
import { dynamoDbDocuments } from "../../src/adapters/dynamodb-documents.ts";
import { todoRepository } from "../../src/adapters/todo-repository.ts";
import { changeTodo } from "../../src/domain/change-todo.ts";
import type { TodoRepository } from "../../src/domain/todo-repository.ts";
import { ada, aTodo, bob, today } from "../builders/todo.ts";

const tableFile = new URL("../../resources/todos-table.yml", import.meta.url);

let cloud: TestCloud;
let client: DynamoDBClient;
let todos: TodoRepository;

beforeAll(async () => {
  cloud = await startTestCloud({ engines: async (context) => [await createDynamoDbEngine(context)] });
  client = new DynamoDBClient(cloud.client);
  const tableName = await createTemplateTable(client, tableFile, "TodosTable");
  todos = todoRepository({ tableName, tables: dynamoDbDocuments(client) });
});

afterAll(async () => {
  client?.destroy();
  await cloud?.close();
});

describe("one todo", () => {
  it("is found as it was added, with all of its fields and without any others", async () => {
    const todo = aTodo({ notes: "twice a week", dueAt: today.toISOString() });
    await todos.add(ada, todo);
    expect(await todos.find(ada, todo.id)).toEqual(todo);
  });

  it("is not there for another user", async () => {
    const todo = await todos.add(ada, aTodo());
    expect(await todos.find(bob, todo.id)).toBeUndefined();
    expect(await todos.remove(bob, todo.id, undefined)).toBe(false);
    expect(await todos.find(ada, todo.id)).toEqual(todo);
  });

  it("is added once: a second time answers the stored one", async () => {
    const todo = await todos.add(ada, aTodo());
    expect(await todos.add(ada, { ...todo, title: "Other" })).toEqual(todo);
    expect(await todos.find(ada, todo.id)).toEqual(todo);
  });

  it("is replaced at its version, and at no other", async () => {
    const todo = await todos.add(ada, aTodo());
    const renamed = changeTodo(todo, { title: "Renamed" }, today);
    await todos.replace(ada, renamed, 1);
    await expect(todos.replace(ada, { ...renamed, version: 2 }, 1)).rejects.toThrow(VersionConflict);
    expect(await todos.find(ada, todo.id)).toEqual(renamed);
  });

  it("does not come back when it is replaced after it was removed", async () => {
    const todo = await todos.add(ada, aTodo());
    await todos.remove(ada, todo.id, undefined);
    await expect(todos.replace(ada, { ...todo, version: 2 }, 1)).rejects.toThrow(VersionConflict);
    expect(await todos.find(ada, todo.id)).toBeUndefined();
  });

  it("is removed once", async () => {
    const todo = await todos.add(ada, aTodo());
    expect(await todos.remove(ada, todo.id, undefined)).toBe(true);
    expect(await todos.remove(ada, todo.id, undefined)).toBe(false);
    expect(await todos.remove(ada, todo.id, 1)).toBe(false);
  });

  it("is removed at its version, and at no other", async () => {
    const todo = await todos.add(ada, aTodo({ version: 2 }));
    await expect(todos.remove(ada, todo.id, 1)).rejects.toThrow(VersionConflict);
    expect(await todos.remove(ada, todo.id, 2)).toBe(true);
  });

  it("is changed by one of two writers who read the same version", async () => {
    const todo = await todos.add(ada, aTodo());
    const writes = await Promise.allSettled(
      ["first", "second"].map((title) => todos.replace(ada, { ...todo, title, version: 2 }, 1)),
    );
    expect(writes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("a list", () => {
  const carla = userId.parse(randomUUID());
  const newestFirst: TodoId[] = [];

  /** All pages of a list. */
  const idsOf = async (limit: number, status?: TodoStatus) => {
    const pages: TodoId[][] = [];
    for (let after: TodoId | undefined; ; ) {
      const { items, last } = await todos.page(carla, { limit, status, after });
      pages.push(items.map(({ id }) => id));
      if (!last) return pages;
      after = last;
    }
  };

  beforeEach(async () => {
    if (newestFirst.length > 0) return;
    await todos.add(ada, aTodo());
    for (let index = 0; index < 7; index += 1) {
      const todo = await todos.add(carla, aTodo({ id: newTodoId() }));
      if (index % 3 === 0) await todos.replace(carla, changeTodo(todo, { completed: true }, today), 1);
      newestFirst.unshift(todo.id);
    }
  });

  it("has the todos of its owner, newest first", async () => {
    expect(await idsOf(100)).toEqual([newestFirst]);
  });

  it("comes in pages that leave nothing out and repeat nothing", async () => {
    const pages = await idsOf(3);
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 1]);
    expect(pages.flat()).toEqual(newestFirst);
  });

  it("ends with its last full page: no empty one follows", async () => {
    expect(await idsOf(7)).toEqual([newestFirst]);
  });

  it("of open todos, and of completed ones, has exactly those", async () => {
    const completed = newestFirst.filter((_, index) => (6 - index) % 3 === 0);
    expect((await idsOf(2, "completed")).flat()).toEqual(completed);
    expect((await idsOf(2, "open")).flat()).toEqual(newestFirst.filter((id) => !completed.includes(id)));
  });

  it("goes on after a todo that is no longer there", async () => {
    const { items, last } = await todos.page(carla, { limit: 3 });
    const gone = items.at(-1);
    if (!gone || !last) throw new Error("the list is too short for this test");
    await todos.remove(carla, gone.id, undefined);
    const next = await todos.page(carla, { limit: 100, after: last });
    expect(next.items.map(({ id }) => id)).toEqual(newestFirst.slice(3));
    await todos.add(carla, gone);
  });

  it("is cut by size as well as by number, and misses nothing", async () => {
    const dora = userId.parse(randomUUID());
    const large = Array.from({ length: 40 }, () => aTodo({ notes: "ß".repeat(20_000) }));
    for (const todo of large) await todos.add(dora, todo);
    const ids: TodoId[] = [];
    let after: TodoId | undefined;
    do {
      const { items, last } = await todos.page(dora, { limit: 100, after });
      ids.push(...items.map(({ id }) => id));
      after = last;
    } while (after);
    expect(ids).toEqual(large.map(({ id }) => id).reverse());
  });
});
