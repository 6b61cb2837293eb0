import { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { type Commits, createCommits } from "../../../src/engines/s3/commits.ts";
import { shared } from "../../../src/engines/s3/shared-work.ts";

let database: DatabaseSync;
let followers: string[];
let commits: Commits;
let commitCount: number;
let sync: () => Promise<void>;

beforeEach(() => {
  database = new DatabaseSync(":memory:");
  database.exec("CREATE TABLE t (v TEXT PRIMARY KEY) STRICT");
  followers = [];
  commitCount = 0;
  sync = async () => undefined;
  commits = createCommits(
    database,
    {
      mark: () => followers.length,
      backTo: (mark) => {
        followers.length = mark;
      },
      finish: () => undefined,
      take: () => {
        commitCount += 1;
        return () => undefined;
      },
    },
    () => sync(),
  );
});

/** All that is due in this turn of the event loop has run. */
const nextTurn = () => setImmediate().then(() => setImmediate());

const insert = (value: string) => {
  database.prepare("INSERT INTO t (v) VALUES (?)").run(value);
  followers.push(value);
};
const rows = () =>
  database
    .prepare("SELECT v FROM t ORDER BY v")
    .all()
    .map(({ v }) => v);

describe("changes of one turn", () => {
  it("are committed together, and whoever waits goes on after that", async () => {
    const order: string[] = [];
    const change = async (value: string) => {
      commits.transact(() => insert(value));
      await commits.settled();
      order.push(`${value} after ${commitCount}`);
    };
    await Promise.all([change("a"), change("b"), change("c")]);
    expect(order).toEqual(["a after 1", "b after 1", "c after 1"]);
    await change("d");
    expect(commitCount).toBe(2);
    expect(rows()).toEqual(["a", "b", "c", "d"]);
  });

  it("that fail leave nothing, and the others are kept", async () => {
    commits.transact(() => insert("a"));
    expect(() =>
      commits.transact(() => {
        insert("b");
        throw new Error("no");
      }),
    ).toThrow("no");
    commits.transact(() => insert("c"));
    await commits.settled();
    expect(rows()).toEqual(["a", "c"]);
    expect(followers).toEqual(["a", "c"]);
  });

  it("that cannot be committed are told so, all of them, and the next ones are tried anew", async () => {
    database.exec(
      "PRAGMA foreign_keys = ON; CREATE TABLE u (v TEXT REFERENCES t (v) DEFERRABLE INITIALLY DEFERRED)",
    );
    commits.transact(() => insert("a"));
    commits.transact(() => database.exec("INSERT INTO u (v) VALUES ('missing')"));
    await expect(commits.settled()).rejects.toThrow("FOREIGN KEY");
    expect(rows()).toEqual([]);
    expect(followers).toEqual([]);
    commits.transact(() => insert("b"));
    await commits.settled();
    expect(rows()).toEqual(["b"]);
  });

  it("are acknowledged once they are synced, and those of the meantime by one more sync", async () => {
    const syncs: PromiseWithResolvers<void>[] = [];
    sync = shared(() => {
      const begun = Promise.withResolvers<void>();
      syncs.push(begun);
      return begun.promise;
    });
    const acknowledged: string[] = [];
    const change = async (value: string) => {
      commits.transact(() => insert(value));
      await commits.settled();
      acknowledged.push(value);
    };
    const first = change("a");
    await nextTurn();
    const second = change("b");
    await nextTurn();
    const third = change("c");
    await nextTurn();
    expect(syncs).toHaveLength(1);
    expect(acknowledged).toEqual([]);
    syncs[0]?.resolve();
    await first;
    expect(acknowledged).toEqual(["a"]);
    expect(syncs).toHaveLength(2);
    syncs[1]?.resolve();
    await Promise.all([second, third]);
    expect(syncs).toHaveLength(2);
    expect(commitCount).toBe(2);
  });

  it("wait a moment for others where many came at a time, and only there", async () => {
    const change = async (value: string) => {
      commits.transact(() => insert(value));
      await commits.settled();
    };
    await Promise.all(["a", "b", "c", "d"].map(change));
    const first = change("e");
    await nextTurn();
    expect(commitCount).toBe(1);
    await Promise.all([first, ...["f", "g"].map(change)]);
    expect(commitCount).toBe(2);
    const alone = change("h");
    await nextTurn();
    expect(commitCount).toBe(3);
    await alone;
  });

  it("are acknowledged never again once a sync failed", async () => {
    sync = () => Promise.reject(new Error("the disk is gone"));
    commits.transact(() => insert("a"));
    await expect(commits.settled()).rejects.toThrow("could not be synced");
    sync = async () => undefined;
    commits.transact(() => insert("b"));
    await expect(commits.settled()).rejects.toThrow("could not be synced");
    await expect(commits.settled()).rejects.toThrow("could not be synced");
  });

  it("are waited for only where there are any", async () => {
    await commits.settled();
    expect(commitCount).toBe(0);
  });
});
