import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;
const Bucket = "files";
beforeAll(async () => {
  cloud = await startS3Cloud();
  await cloud.s3.createBucket({ Bucket });
});
afterAll(() => cloud.close());

const mayList = (Condition?: Record<string, Record<string, string>>) =>
  cloud.as([
    {
      Effect: "Allow",
      Action: "s3:ListBucketMultipartUploads",
      Resource: `arn:aws:s3:::${Bucket}`,
      ...(Condition && { Condition }),
    },
  ]);

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
describe("who may list the uploads of a bucket", () => {
  it("may list all of them", async () => {
    const { UploadId } = await cloud.s3.createMultipartUpload({ Bucket, Key: "a/b" });
    const { Uploads } = await mayList().listMultipartUploads({ Bucket, Prefix: "a/" });
    expect(Uploads).toMatchObject([{ Key: "a/b", UploadId }]);
  });

  it.each(["s3:prefix", "s3:delimiter"])(
    "cannot be held to a %s, which is no condition key of it",
    async (key) => {
      const held = mayList({ StringLike: { [key]: "*" } });
      await expect(held.listMultipartUploads({ Bucket, Prefix: "a/", Delimiter: "/" })).rejects.toMatchObject(
        {
          name: "AccessDenied",
        },
      );
    },
  );
});
