import { newTodoId } from "@skein/contracts/ids";
import { createS3Engine } from "@skein/local-cloud/engines/s3/s3-engine";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../../packages/local-cloud/test/support/cloud.ts";
import { attachments } from "../../src/adapters/attachments.ts";
import { bucketName, type Files, filesIn } from "../builders/files.ts";
import { ada, bob } from "../builders/todo.ts";

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

describe("attachments", () => {
  it("are what lies in the todo's folder, with name, size, time and etag", async () => {
    const id = newTodoId();
    const key = `${ada}/${id}/holiday photos/ä+b.jpg`;
    const { ETag } = await files.s3.putObject({ Bucket: bucketName, Key: key, Body: "12345" });
    await files.put(`${ada}/${newTodoId()}/other`, `${bob}/${id}/theirs`, `${ada}/${id}`, `${ada}/${id}0/no`);
    const { items, last } = await attachments(files.bucket).page(ada, id, { limit: 10 });
    expect(last).toBeUndefined();
    expect(items).toEqual([
      {
        key,
        fileName: "holiday photos/ä+b.jpg",
        size: 5,
        updatedAt: expect.stringMatching(/^\d{4}-.*Z$/),
        etag: ETag,
      },
    ]);
  });

  it("come in pages, each file once, and not the folder itself", async () => {
    const id = newTodoId();
    const names = Array.from({ length: 7 }, (_, n) => `file ${n}`);
    await files.put(`${ada}/${id}/`, ...names.map((name) => `${ada}/${id}/${name}`));
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await attachments(files.bucket).page(ada, id, { limit: 3, after });
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.items.map(({ fileName }) => fileName));
      after = page.last;
    } while (after !== undefined);
    expect(seen).toEqual(names);
  });

  it("are none where nothing was put", async () => {
    const page = await attachments(files.bucket).page(ada, newTodoId(), { limit: 3 });
    expect(page).toEqual({ items: [], last: undefined });
  });
});
