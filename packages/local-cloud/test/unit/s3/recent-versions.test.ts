import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openBodyFiles } from "../../../src/engines/s3/bodies/body-files.ts";
import { openBodyStore } from "../../../src/engines/s3/bodies/body-store.ts";
import { createRecentVersions } from "../../../src/engines/s3/objects/recent-versions.ts";
import type { Version } from "../../../src/engines/s3/objects/version.ts";
import {
  openVersionStore,
  type VersionDraft,
  type VersionStore,
} from "../../../src/engines/s3/objects/version-store.ts";
import { openIndex } from "../../../src/engines/s3/open-index.ts";

let folder: string;
let database: DatabaseSync;
let versions: VersionStore;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "skein-s3-"));
  database = openIndex(path.join(folder, "index.sqlite"));
  versions = openVersionStore(database, openBodyStore(database, openBodyFiles(folder, 0)));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const draft = (etag: string): VersionDraft => ({
  bucket: "b",
  key: "k",
  marker: false,
  size: etag.length,
  etag,
  parts: 0,
  details: { ContentType: "text/plain" },
});
const put = (etag: string, versioned = false): Version =>
  versions.add(draft(etag), { kind: "whole", body: { bytes: Buffer.from(etag) } }, versioned, 0);

/** What the index itself says. */
const indexed = () => {
  versions.forget();
  return versions.latest("b", "k");
};

describe("what is known of the latest version", () => {
  it("is what the index has, after whatever changes it", () => {
    const changes: readonly (() => void)[] = [
      () => put("one"),
      () => put("two"),
      () => put("three", true),
      () => put("four"),
      () => versions.setDetails(indexed() ?? put(""), { tags: [{ Key: "a", Value: "b" }] }),
      () => versions.remove(indexed() ?? put("")),
      () => versions.remove(indexed() ?? put("")),
    ];
    for (const change of changes) {
      versions.latest("b", "k");
      change();
      const known = versions.latest("b", "k");
      expect(known).toEqual(indexed());
    }
    expect(indexed()).toBeUndefined();
  });

  it("is nothing of what was rolled back", () => {
    put("kept");
    database.exec("SAVEPOINT work");
    put("lost");
    expect(versions.latest("b", "k")?.etag).toBe("lost");
    database.exec("ROLLBACK TO work; RELEASE work");
    versions.forget();
    expect(versions.latest("b", "k")?.etag).toBe("kept");
  });

  it("tells what took a place from what was there before", () => {
    const before = put("one");
    const after = put("two");
    expect(after.place).toBe(before.place);
    expect(versions.segments(before)).toEqual([]);
    expect(versions.segments(after)[0]?.body.bytes?.toString()).toBe("two");
  });
});

describe("recent versions", () => {
  it("are a thousand at most, and the oldest go first", () => {
    const recent = createRecentVersions();
    const version = put("one");
    for (let index = 0; index <= 1_000; index++) recent.set({ ...version, key: `k${index}` });
    expect(recent.get("b", "k0")).toBeUndefined();
    expect(recent.get("b", "k1")?.key).toBe("k1");
    expect(recent.get("b", "k1000")?.key).toBe("k1000");
  });
});
