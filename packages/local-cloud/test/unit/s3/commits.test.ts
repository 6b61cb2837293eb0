import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, it } from "vitest";
import { type Commits, createCommits } from "../../../src/engines/s3/commits.ts";

let database: DatabaseSync;
let followers: string[];
let commits: Commits;
let commitCount: number;

beforeEach(() => {
  database = new DatabaseSync(":memory:");
  database.exec("CREATE TABLE t (v TEXT PRIMARY KEY) STRICT");
  followers = [];
  commitCount = 0;
  commits = createCommits(database, {
    mark: () => followers.length,
    backTo: (mark) => {
      followers.length = mark;
    },
    committed: () => {
      commitCount += 1;
    },
  });
});

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

  it("are waited for only where there are any", async () => {
    await commits.settled();
    expect(commitCount).toBe(0);
  });
});
