import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, it } from "vitest";
import { openSequence } from "../../../src/engines/s3/objects/sequence.ts";
import { schema } from "../../../src/engines/s3/schema.ts";
import { inTransaction } from "../../../src/state/database.ts";

let database: DatabaseSync;
beforeEach(() => {
  database = new DatabaseSync(":memory:");
  database.exec(schema);
});

describe("the sequence of all changes", () => {
  it("goes on behind the last number that was kept", () => {
    const before = openSequence(database);
    const numbers = inTransaction(database, () => {
      const drawn = [before.next(), before.next(), before.next()];
      before.save();
      return drawn;
    });
    expect(numbers).toEqual([1, 2, 3]);
    expect(openSequence(database).next()).toBe(4);
  });

  it("gives out no number twice, also when a transaction failed whose numbers were saved", () => {
    const before = openSequence(database);
    expect(() =>
      inTransaction(database, () => {
        before.next();
        before.next();
        before.save();
        throw new Error("the disk is full");
      }),
    ).toThrow("full");
    const kept = inTransaction(database, () => {
      const drawn = before.next();
      before.save();
      return drawn;
    });
    expect(kept).toBe(3);
    expect(openSequence(database).next()).toBe(4);
  });
});
