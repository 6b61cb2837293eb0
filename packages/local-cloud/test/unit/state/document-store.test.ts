import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDatabase } from "../../../src/state/database.ts";
import { openDocumentStore } from "../../../src/state/document-store.ts";

let file: string;
beforeEach(() => {
  file = path.join(mkdtempSync(path.join(os.tmpdir(), "skein-documents-")), "x.sqlite");
});
afterEach(() => rmSync(path.dirname(file), { recursive: true }));

it("gives back what was put, in the order of the keys, also after a restart", () => {
  const first = openDatabase(file, "");
  const store = openDocumentStore<{ n: number }>(first, "things");
  store.put("b", { n: 1 });
  store.put("a", { n: 2 });
  store.put("b", { n: 3 });
  expect(store.list()).toEqual([{ n: 2 }, { n: 3 }]);
  first.close();

  const second = openDatabase(file, "");
  const again = openDocumentStore<{ n: number }>(second, "things");
  expect(again.get("b")).toEqual({ n: 3 });
  expect(again.delete("b")).toBe(true);
  expect(again.delete("b")).toBe(false);
  expect(again.list()).toEqual([{ n: 2 }]);
  second.close();

  const third = openDatabase(file, "");
  expect(openDocumentStore(third, "things").get("b")).toBeUndefined();
  third.close();
});
