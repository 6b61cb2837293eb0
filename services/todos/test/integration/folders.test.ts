import { randomUUID } from "node:crypto";
import { userId } from "@skein/contracts/ids";
import { createS3Engine } from "@skein/local-cloud/engines/s3/s3-engine";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../../packages/local-cloud/test/support/cloud.ts";
import { folders } from "../../src/adapters/folders.ts";
import { type Files, filesIn } from "../builders/files.ts";

let cloud: TestCloud;
let files: Files;
beforeAll(async () => {
  cloud = await startTestCloud({ engines: (context) => [createS3Engine(context)] });
  files = await filesIn(cloud);
});
afterAll(async () => {
  files.s3.destroy();
  await cloud.close();
});

const somebody = () => userId.parse(randomUUID());
const empty = (owner: ReturnType<typeof somebody>, bucket = files.bucket) =>
  folders(new AbortController().signal, bucket).empty(owner);

describe("emptying a folder", () => {
  it("removes everything in it, however it is called, and nothing of anybody else", async () => {
    const [gone, other] = [somebody(), somebody()];
    const names = ["a", "deep/er/b", "../c", "//", "", "ü +%", "control\u0001", "..", "./d"];
    await files.put(...names.map((name) => `${gone}/${name}`));
    await files.put(`${other}/kept`, `${gone}x/kept`, gone);
    expect(await empty(gone)).toEqual({ files: names.length, uploads: 0 });
    expect(await files.keys(gone)).toEqual([gone, `${gone}x/kept`]);
    expect(await files.keys(other)).toEqual([`${other}/kept`]);
  });

  it("takes more than one page", async () => {
    const gone = somebody();
    await files.put(...Array.from({ length: 45 }, (_, n) => `${gone}/${n}`));
    const inPagesOfTen = {
      ...files.bucket,
      objects: (query: Parameters<typeof files.bucket.objects>[0]) =>
        files.bucket.objects({ ...query, limit: 10 }),
    };
    expect(await empty(gone, inPagesOfTen)).toEqual({ files: 45, uploads: 0 });
    expect(await files.keys(`${gone}/`)).toEqual([]);
  });

  it("ends uploads that are not complete, and leaves those of others", async () => {
    const [gone, other] = [somebody(), somebody()];
    for (const key of [`${gone}/big`, `${gone}/big`, `${other}/big`]) await files.begin(key);
    expect(await empty(gone)).toEqual({ files: 0, uploads: 2 });
    expect(await files.unfinished()).toEqual([`${other}/big`]);
  });

  it("finds nothing the second time", async () => {
    const gone = somebody();
    await files.put(`${gone}/a`);
    await empty(gone);
    expect(await empty(gone)).toEqual({ files: 0, uploads: 0 });
  });

  it("goes on with what is left after it was interrupted", async () => {
    const gone = somebody();
    await files.put(...Array.from({ length: 30 }, (_, n) => `${gone}/${n}`));
    let removed = 0;
    const dying = {
      ...files.bucket,
      remove: async (key: string) => {
        if (++removed > 25) throw new Error("the function died");
        await files.bucket.remove(key);
      },
    };
    await expect(empty(gone, dying)).rejects.toThrow("died");
    const left = (await files.keys(`${gone}/`)).length;
    expect(left).toBeGreaterThan(0);
    expect(await empty(gone)).toEqual({ files: left, uploads: 0 });
  });

  it("fails when S3 refuses, so that nobody takes it for done", async () => {
    const gone = somebody();
    await files.put(`${gone}/a`);
    const refusing = { ...files.bucket, remove: () => Promise.reject(new Error("AccessDenied")) };
    await expect(empty(gone, refusing)).rejects.toThrow("AccessDenied");
    expect(await files.keys(`${gone}/`)).toHaveLength(1);
  });
});
