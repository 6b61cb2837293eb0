import { newTodoId } from "@skein/contracts/ids";
import { NotFound, Unauthorized, VersionConflict } from "@skein/lambda-kit/errors";
import { describe, expect, it } from "vitest";
import { createTodo } from "../../src/domain/create-todo.ts";
import { deleteTodo } from "../../src/domain/delete-todo.ts";
import { getTodo } from "../../src/domain/get-todo.ts";
import type { TodoRepository } from "../../src/domain/todo-repository.ts";
import { updateTodo } from "../../src/domain/update-todo.ts";
import { closedAccountsInMemory } from "../builders/closed-accounts-in-memory.ts";
import { ada, aTodo, bob, today, yesterday } from "../builders/todo.ts";
import { todosInMemory } from "../builders/todos-in-memory.ts";

describe("creating", () => {
  it("starts open, at version 1", async () => {
    const todo = await createTodo({ id: newTodoId(), ownerId: ada, title: "Read" }, today, {
      todos: todosInMemory(ada),
      closedAccounts: closedAccountsInMemory(),
    });
    expect(todo).toMatchObject({
      title: "Read",
      completed: false,
      version: 1,
      createdAt: today.toISOString(),
    });
  });

  it("answers what the first attempt made when a retry comes with its id", async () => {
    const ports = { todos: todosInMemory(ada), closedAccounts: closedAccountsInMemory() };
    const request = { id: newTodoId(), ownerId: ada, title: "Read" };
    const first = await createTodo(request, yesterday, ports);
    expect(await createTodo(request, today, ports)).toEqual(first);
  });

  const request = { id: newTodoId(), ownerId: ada, title: "Too late" };

  it("is refused once the account is closed, and adds nothing", async () => {
    const add = () => Promise.reject(new Error("was added"));
    const ports = { todos: { ...todosInMemory(ada), add }, closedAccounts: closedAccountsInMemory(ada) };
    await expect(createTodo(request, today, ports)).rejects.toThrow(Unauthorized);
  });

  it("leaves nothing behind when the account is closed meanwhile", async () => {
    const todos = todosInMemory(ada);
    const closedAccounts = closedAccountsInMemory();
    const closing = {
      ...todos,
      add: async (...added: Parameters<typeof todos.add>) => {
        await closedAccounts.add(ada);
        return todos.add(...added);
      },
    };
    await expect(createTodo(request, today, { todos: closing, closedAccounts })).rejects.toThrow(
      Unauthorized,
    );
    expect(await todos.find(ada, request.id)).toBeUndefined();
  });
});

describe("somebody else's todo", () => {
  const theirs = aTodo();
  const todos = todosInMemory(bob, theirs);

  it("is not found by reading", () => expect(getTodo(ada, theirs.id, { todos })).rejects.toThrow(NotFound));

  it("is not found by changing", () =>
    expect(
      updateTodo(
        { ownerId: ada, id: theirs.id, change: { title: "Mine" }, expectedVersion: undefined },
        today,
        {
          todos,
        },
      ),
    ).rejects.toThrow(NotFound));

  it("is not found by deleting, and stays", async () => {
    await expect(deleteTodo(ada, theirs.id, undefined, { todos })).rejects.toThrow(NotFound);
    expect(await getTodo(bob, theirs.id, { todos })).toEqual(theirs);
  });
});

describe("changing", () => {
  const rename = (expectedVersion: number | undefined, todo = aTodo({ version: 2 })) => {
    const update = { ownerId: ada, id: todo.id, change: { title: "New" }, expectedVersion };
    return { todo, update };
  };

  it("refuses a stale version", async () => {
    const { todo, update } = rename(1);
    await expect(updateTodo(update, today, { todos: todosInMemory(ada, todo) })).rejects.toThrow(
      VersionConflict,
    );
  });

  it("takes the current version", async () => {
    const { todo, update } = rename(2);
    const todos = todosInMemory(ada, todo);
    expect(await updateTodo(update, today, { todos })).toMatchObject({ title: "New", version: 3 });
    expect(await todos.find(ada, todo.id)).toMatchObject({ title: "New", version: 3 });
  });

  /** Somebody else's write comes between this one's read and write, as often as told. */
  const overtaken = (times: number, todos: TodoRepository): TodoRepository => {
    let left = times;
    return {
      ...todos,
      async replace(owner, todo, storedVersion) {
        const stored = await todos.find(owner, todo.id);
        if (stored && left-- > 0)
          await todos.replace(
            owner,
            { ...stored, notes: `write ${left}`, version: storedVersion + 1 },
            storedVersion,
          );
        return todos.replace(owner, todo, storedVersion);
      },
    };
  };

  it("changes the newest version when the caller expects none and was overtaken", async () => {
    const { todo, update } = rename(undefined);
    const todos = overtaken(1, todosInMemory(ada, todo));
    expect(await updateTodo(update, today, { todos })).toMatchObject({
      title: "New",
      notes: "write 0",
      version: 4,
    });
  });

  it("gives up when it is overtaken again and again", async () => {
    const { todo, update } = rename(undefined);
    const todos = overtaken(Number.POSITIVE_INFINITY, todosInMemory(ada, todo));
    await expect(updateTodo(update, today, { todos })).rejects.toThrow(VersionConflict);
  });

  it("refuses a caller who expects a version and was overtaken", async () => {
    const { todo, update } = rename(2);
    const todos = overtaken(1, todosInMemory(ada, todo));
    await expect(updateTodo(update, today, { todos })).rejects.toThrow(VersionConflict);
  });
});

describe("deleting", () => {
  it("is done once: the second time there is nothing", async () => {
    const todo = aTodo();
    const todos = todosInMemory(ada, todo);
    await deleteTodo(ada, todo.id, undefined, { todos });
    await expect(deleteTodo(ada, todo.id, undefined, { todos })).rejects.toThrow(NotFound);
  });

  it("refuses a stale version, and the todo stays", async () => {
    const todo = aTodo({ version: 2 });
    const todos = todosInMemory(ada, todo);
    await expect(deleteTodo(ada, todo.id, 1, { todos })).rejects.toThrow(VersionConflict);
    expect(await todos.find(ada, todo.id)).toEqual(todo);
  });
});
