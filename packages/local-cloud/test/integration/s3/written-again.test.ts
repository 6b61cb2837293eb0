/** Files of bodies that are gone are written again by others: nobody may ever see anything of what was there. */
import { stat } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { filesOf, type S3Cloud, type S3CloudOptions, startS3Cloud } from "./s3-cloud.ts";

const open: S3Cloud[] = [];
afterEach(async () => {
  for (const cloud of open.splice(0)) await cloud.close();
});

const start = async (options: S3CloudOptions = {}) => {
  const cloud = await startS3Cloud(options);
  open.push(cloud);
  return { cloud, Bucket: await cloud.addBucket() };
};

const contentOf = (turn: number, bytes: number): string => String.fromCharCode(97 + turn).repeat(bytes);

describe("a file", () => {
  it("is written again, by what is larger and what is smaller", async () => {
    const { cloud, Bucket } = await start();
    const sizes = [300_000, 300_000, 1_500_000, 40_000, 5_000_000, 100_000, 3_000_000];
    for (const [turn, size] of sizes.entries()) {
      await cloud.put(Bucket, "k", contentOf(turn, size));
      expect(await cloud.read(Bucket, "k")).toBe(contentOf(turn, size));
    }
    // One that is there, and one that was there before it.
    expect(await filesOf(cloud)).toHaveLength(2);
  });

  it("gives back what it does not need any more", async () => {
    const { cloud, Bucket } = await start();
    await cloud.put(Bucket, "large", contentOf(0, 2_000_000));
    await cloud.s3.deleteObject({ Bucket, Key: "large" });
    await cloud.put(Bucket, "small", contentOf(1, 50_000));
    const [name = ""] = await filesOf(cloud);
    const { size } = await stat(path.join(cloud.stateDir, "s3", "bodies", name.slice(0, 2), name));
    expect({ size, files: await filesOf(cloud) }).toEqual({ size: 50_000, files: [name] });
  });

  it("is not written again while somebody reads it", async () => {
    const { cloud, Bucket } = await start();
    const size = 24_000_000;
    await cloud.put(Bucket, "k", contentOf(0, size));
    const { Body } = await cloud.s3.getObject({ Bucket, Key: "k" });
    for (const turn of [1, 2, 3]) await cloud.put(Bucket, "k", contentOf(turn, size));
    expect(await Body?.transformToString()).toBe(contentOf(0, size));
    expect(await cloud.read(Bucket, "k")).toBe(contentOf(3, size));
  });

  it("is not written again when a copy still has the body", async () => {
    const { cloud, Bucket } = await start();
    await cloud.put(Bucket, "k", contentOf(0, 500_000));
    await cloud.s3.copyObject({ Bucket, Key: "copy", CopySource: `${Bucket}/k` });
    for (const turn of [1, 2, 3]) await cloud.put(Bucket, "k", contentOf(turn, 500_000));
    expect(await cloud.read(Bucket, "copy")).toBe(contentOf(0, 500_000));
  });

  it("goes when enough of them wait", async () => {
    const { cloud, Bucket } = await start({ spareBytes: 1_000_000 });
    const keys = ["a", "b", "c", "d"];
    for (const [turn, key] of keys.entries()) await cloud.put(Bucket, key, contentOf(turn, 400_000));
    expect(await filesOf(cloud)).toHaveLength(4);
    for (const Key of keys) await cloud.s3.deleteObject({ Bucket, Key });
    await eventually(async () => expect(await filesOf(cloud)).toHaveLength(2));
  });
});
