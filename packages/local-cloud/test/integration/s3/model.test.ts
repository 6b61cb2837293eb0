import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { filesOf, type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;
afterEach(() => cloud.close());

/** Few keys, so that operations meet; and such that their order and their folders are not obvious. */
const key = fc.constantFrom("a", "a/", "a/b", "a/b/c", "a b", "b", "é", "\uffee", "\u{1f4a3}");
const content = fc.oneof(
  fc.constantFrom("", "x", "content"),
  // Small ones lie in the index, large ones in files.
  fc.nat({ max: 5 }).map((seed) => String(seed).repeat(40_000)),
);

type Step =
  | { readonly kind: "put"; readonly key: string; readonly content: string; readonly ifNew: boolean }
  | { readonly kind: "remove"; readonly key: string }
  | { readonly kind: "removeMany"; readonly keys: readonly string[] }
  | { readonly kind: "copy"; readonly from: string; readonly to: string }
  | { readonly kind: "upload"; readonly key: string; readonly content: string; readonly abort: boolean }
  | { readonly kind: "tag"; readonly key: string; readonly value: string };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("put" as const), key, content, ifNew: fc.boolean() }),
  fc.record({ kind: fc.constant("remove" as const), key }),
  fc.record({
    kind: fc.constant("removeMany" as const),
    keys: fc.uniqueArray(key, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant("copy" as const), from: key, to: key }),
  fc.record({ kind: fc.constant("upload" as const), key, content, abort: fc.boolean() }),
  fc.record({ kind: fc.constant("tag" as const), key, value: fc.constantFrom("1", "2") }),
);

interface Kept {
  readonly content: string;
  readonly tag: string | undefined;
}

/** The same step in a plain map. */
const inModel = (model: Map<string, Kept>, one: Step): void => {
  switch (one.kind) {
    case "put":
      if (!one.ifNew || !model.has(one.key)) model.set(one.key, { content: one.content, tag: undefined });
      return;
    case "remove":
      model.delete(one.key);
      return;
    case "removeMany":
      for (const key of one.keys) model.delete(key);
      return;
    case "copy": {
      const source = model.get(one.from);
      if (source && one.from !== one.to) model.set(one.to, source);
      return;
    }
    case "upload":
      if (!one.abort) model.set(one.key, { content: one.content, tag: undefined });
      return;
    case "tag": {
      const kept = model.get(one.key);
      if (kept) model.set(one.key, { ...kept, tag: one.value });
    }
  }
};

const upload = async (Bucket: string, Key: string, Body: string, abort: boolean): Promise<void> => {
  const { UploadId } = await cloud.s3.createMultipartUpload({ Bucket, Key });
  const { ETag } = await cloud.s3.uploadPart({ Bucket, Key, UploadId, PartNumber: 7, Body });
  if (abort) await cloud.s3.abortMultipartUpload({ Bucket, Key, UploadId });
  else
    await cloud.s3.completeMultipartUpload({
      Bucket,
      Key,
      UploadId,
      MultipartUpload: { Parts: [{ PartNumber: 7, ETag }] },
    });
};

const inCloud = async (Bucket: string, one: Step): Promise<unknown> => {
  const { s3 } = cloud;
  switch (one.kind) {
    case "put": {
      const condition = one.ifNew ? { IfNoneMatch: "*" } : {};
      return s3.putObject({ Bucket, Key: one.key, Body: Buffer.from(one.content), ...condition });
    }
    case "remove":
      return s3.deleteObject({ Bucket, Key: one.key });
    case "removeMany":
      return s3.deleteObjects({ Bucket, Delete: { Objects: one.keys.map((Key) => ({ Key })) } });
    case "copy":
      return s3.copyObject({ Bucket, Key: one.to, CopySource: encodeURIComponent(`${Bucket}/${one.from}`) });
    case "upload":
      return upload(Bucket, one.key, one.content, one.abort);
    case "tag":
      return s3.putObjectTagging({
        Bucket,
        Key: one.key,
        Tagging: { TagSet: [{ Key: "t", Value: one.value }] },
      });
  }
};

/** Refusals are part of the behaviour: what they leave is compared. */
const expectedRefusals = ["PreconditionFailed", "NoSuchKey", "InvalidRequest"];

const stateOf = async (Bucket: string): Promise<Record<string, Kept>> => {
  const { Contents = [] } = await cloud.s3.listObjectsV2({ Bucket, MaxKeys: 1_000 });
  const kept: Record<string, Kept> = {};
  for (const { Key = "", Size } of Contents) {
    const text = await cloud.read(Bucket, Key);
    expect(Size).toBe(Buffer.byteLength(text));
    const { TagSet = [] } = await cloud.s3.getObjectTagging({ Bucket, Key });
    kept[Key] = { content: digest(text), tag: TagSet[0]?.Value };
  }
  return kept;
};

const digest = (text: string) => createHash("sha1").update(text).digest("hex");

const foldersOf = (keys: readonly string[]) => ({
  files: keys.filter((one) => !one.includes("/")),
  folders: [...new Set(keys.filter((one) => one.includes("/")).map((one) => `${one.split("/")[0]}/`))],
});

it.each([
  ["and leaves no file", 0],
  ["writing files again", undefined],
])("does whatever is done to it as a plain map would, %s", async (_, spareBytes) => {
  cloud = await startS3Cloud(spareBytes === undefined ? {} : { spareBytes });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const Bucket = await cloud.addBucket();
      const model = new Map<string, Kept>();
      for (const one of steps) {
        inModel(model, one);
        await inCloud(Bucket, one).catch((error: Error) => {
          if (!expectedRefusals.includes(error.name)) throw error;
        });
      }
      const keys = [...model.keys()].toSorted((one, other) =>
        Buffer.compare(Buffer.from(one), Buffer.from(other)),
      );
      const expected = Object.fromEntries(
        keys.map((one) => [
          one,
          { tag: model.get(one)?.tag, content: digest(model.get(one)?.content ?? "") },
        ]),
      );
      const actual = await stateOf(Bucket);
      expect(actual).toEqual(expected);
      expect(Object.keys(actual)).toEqual(keys);
      const page = await cloud.s3.listObjectsV2({ Bucket, Delimiter: "/" });
      expect({
        files: (page.Contents ?? []).map(({ Key }) => Key),
        folders: (page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
      }).toEqual(foldersOf(keys));
      for (const Key of keys) await cloud.s3.deleteObject({ Bucket, Key });
      await cloud.s3.deleteBucket({ Bucket });
      if (spareBytes === 0) await cloud.filesSettle([]);
    }),
    { numRuns: 30 },
  );
  if (spareBytes === 0) expect(await filesOf(cloud)).toEqual([]);
});
