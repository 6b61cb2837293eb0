import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;
beforeAll(async () => {
  cloud = await startS3Cloud();
});
afterAll(() => cloud.close());

const key = fc.constantFrom("a", "a/b", "é");

type Step =
  | { readonly kind: "put" | "remove"; readonly key: string }
  | { readonly kind: "removeVersion"; readonly key: string; readonly which: number }
  | { readonly kind: "setVersioning"; readonly status: "Enabled" | "Suspended" };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("put" as const), key }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("remove" as const), key }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("removeVersion" as const), key, which: fc.nat(3) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("setVersioning" as const),
      status: fc.constantFrom("Enabled" as const, "Suspended" as const),
    }),
  },
);

interface Version {
  readonly id: string;
  /** Absent: a delete marker. */
  readonly content?: string;
}

/** Newest first. */
type Model = Map<string, readonly Version[]>;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html */
const added = (versions: readonly Version[], version: Version): readonly Version[] =>
  version.id === "null" ? [version, ...versions.filter(({ id }) => id !== "null")] : [version, ...versions];

const play = async (Bucket: string, model: Model, one: Step, index: number): Promise<void> => {
  const { s3 } = cloud;
  if (one.kind === "setVersioning") {
    await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: one.status } });
    return;
  }
  const Key = one.key;
  const versions = model.get(Key) ?? [];
  switch (one.kind) {
    case "put": {
      const content = `content ${index}`;
      const { VersionId: id = "null" } = await s3.putObject({ Bucket, Key, Body: content });
      model.set(Key, added(versions, { id, content }));
      return;
    }
    case "remove": {
      const { VersionId: id, DeleteMarker } = await s3.deleteObject({ Bucket, Key });
      // Without versioning there is nothing but the null version.
      model.set(Key, DeleteMarker ? added(versions, { id: id ?? "" }) : []);
      return;
    }
    case "removeVersion": {
      const victim = versions[one.which];
      if (!victim) return;
      await s3.deleteObject({ Bucket, Key, VersionId: victim.id });
      model.set(
        Key,
        versions.filter((version) => version !== victim),
      );
    }
  }
};

const listed = async (Bucket: string) => {
  const { Versions = [], DeleteMarkers = [] } = await cloud.s3.listObjectVersions({ Bucket });
  return [...Versions, ...DeleteMarkers].map(
    ({ Key, VersionId, IsLatest }) => `${Key} ${VersionId} ${IsLatest}`,
  );
};

it("keeps the versions that it should, in their order, whatever is done", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const Bucket = await cloud.addBucket();
      const model: Model = new Map();
      for (const [index, one] of steps.entries()) await play(Bucket, model, one, index);

      const expected = [...model].flatMap(([Key, versions]) =>
        versions.map(({ id }, index) => `${Key} ${id} ${index === 0}`),
      );
      expect((await listed(Bucket)).toSorted()).toEqual(expected.toSorted());
      const { Contents = [] } = await cloud.s3.listObjectsV2({ Bucket });
      const current = [...model].filter(([, [latest]]) => latest?.content !== undefined);
      expect(Contents.map(({ Key }) => Key).toSorted()).toEqual(current.map(([Key]) => Key).toSorted());
      for (const [Key, versions] of model)
        for (const [index, { id, content }] of versions.entries()) {
          if (content === undefined) continue;
          expect(await cloud.read(Bucket, Key, id)).toBe(content);
          if (index === 0) expect(await cloud.read(Bucket, Key)).toBe(content);
        }
    }),
    { numRuns: 60 },
  );
});
