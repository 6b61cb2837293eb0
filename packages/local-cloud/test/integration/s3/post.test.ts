import { createPresignedPost, type PresignedPostOptions } from "@aws-sdk/s3-presigned-post";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;
let Bucket: string;

beforeAll(async () => {
  cloud = await startS3Cloud();
  Bucket = await cloud.addBucket();
});
afterAll(() => cloud.close());

interface Posted {
  readonly options?: Partial<PresignedPostOptions>;
  /** What the page makes of the form that it was given. */
  readonly change?: (fields: Map<string, string>) => void;
  readonly file?: string | Uint8Array<ArrayBuffer> | undefined;
  readonly fileName?: string;
}

const post = async ({ options = {}, change, file = "content", fileName = "photo.jpg" }: Posted) => {
  const { url, fields } = await createPresignedPost(cloud.s3, { Bucket, Key: "k", Expires: 60, ...options });
  const map = new Map(Object.entries(fields));
  change?.(map);
  const form = new FormData();
  for (const [name, value] of map) form.append(name, value);
  form.append("file", new Blob([file]), fileName);
  const response = await fetch(url, { method: "POST", body: form, redirect: "manual" });
  return { status: response.status, headers: response.headers, body: await response.text() };
};

const codeOf = (body: string) => /<Code>(.*)<\/Code>/.exec(body)?.[1];

// https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
describe("a form", () => {
  it("uploads a file, with what its fields say", async () => {
    const Fields = { "Content-Type": "image/jpeg", "x-amz-meta-a": "1" };
    const { status, headers } = await post({ options: { Fields } });
    expect(status).toBe(204);
    expect(headers.get("etag")).toBe('"9a0364b9e99bb480dd25e1f0284c8555"');
    expect(await cloud.read(Bucket, "k")).toBe("content");
    expect(await cloud.s3.headObject({ Bucket, Key: "k" })).toMatchObject({
      ContentType: "image/jpeg",
      Metadata: { a: "1" },
    });
  });

  it("uploads bytes of every kind, and as many as it likes", async () => {
    const bytes = new Uint8Array(3_000_000).map((_value, index) => (index * 7) % 256);
    bytes.set(Buffer.from("\r\n--"), 100);
    expect((await post({ file: bytes })).status).toBe(204);
    const { Body } = await cloud.s3.getObject({ Bucket, Key: "k" });
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
  });

  it("names its object after the file", async () => {
    const { status } = await post({
      options: { Key: `up/\${filename}`, Conditions: [["starts-with", "$key", "up/"]] },
      fileName: "my photo.jpg",
    });
    expect(status).toBe(204);
    expect(await cloud.read(Bucket, "up/my photo.jpg")).toBe("content");
    const Key = `nameless-\${filename}`;
    const { url, fields } = await createPresignedPost(cloud.s3, { Bucket, Key, Expires: 60 });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("file", "content");
    expect((await fetch(url, { method: "POST", body: form })).status).toBe(204);
    expect(await cloud.read(Bucket, Key)).toBe("content");
  });

  it("is answered as it asks to be", async () => {
    const created = await post({ options: { Fields: { success_action_status: "201" } } });
    expect(created.status).toBe(201);
    expect(created.headers.get("location")).toBe(`${cloud.endpoint}/${Bucket}/k`);
    expect(created.headers.get("etag")).toBe('"9a0364b9e99bb480dd25e1f0284c8555"');
    expect(created.body).toContain(`<PostResponse`);
    expect(created.body).toContain(`<Bucket>${Bucket}</Bucket><Key>k</Key>`);
    expect((await post({ options: { Fields: { success_action_status: "200" } } })).status).toBe(200);
    const redirected = await post({
      options: { Fields: { success_action_redirect: "http://site/done?x=1" } },
    });
    expect(redirected.status).toBe(303);
    expect(redirected.headers.get("location")).toBe(
      `http://site/done?x=1&bucket=${Bucket}&key=k&etag=%229a0364b9e99bb480dd25e1f0284c8555%22`,
    );
  });

  it("says of its object what headers can hold", async () => {
    const Fields = { "Content-Disposition": 'attachment; filename="日本.txt"', "x-amz-meta-a": "日本" };
    expect((await post({ options: { Fields } })).status).toBe(204);
    const { ContentDisposition, Metadata } = await cloud.s3.headObject({ Bucket, Key: "k" });
    expect(Buffer.from(ContentDisposition ?? "", "latin1").toString("utf8")).toBe(
      Fields["Content-Disposition"],
    );
    expect(Metadata).toEqual({ a: `=?UTF-8?B?${Buffer.from("日本").toString("base64")}?=` });
    for (const more of [{ "Content-Disposition": "inline\r\nset-cookie: a=b" }, { "x-amz-meta-ü": "1" }]) {
      const { status, body } = await post({ options: { Fields: Object(more) } });
      expect(`${status} ${codeOf(body)}`).toBe("400 InvalidArgument");
    }
  });

  it("can bring tags", async () => {
    const tagging = "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>";
    expect((await post({ options: { Fields: { tagging } } })).status).toBe(204);
    expect((await cloud.s3.getObjectTagging({ Bucket, Key: "k" })).TagSet).toEqual([
      { Key: "a", Value: "1" },
    ]);
    expect((await post({ options: { Fields: { tagging: "<Other></Other>" } } })).status).toBe(204);
    expect((await cloud.s3.getObjectTagging({ Bucket, Key: "k" })).TagSet).toEqual([]);
    const broken = await post({ options: { Fields: { tagging: "no document" } } });
    expect(`${broken.status} ${codeOf(broken.body)}`).toBe("400 MalformedXML");
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
describe("the policy of a form", () => {
  const size: PresignedPostOptions["Conditions"] = [["content-length-range", 5, 10]];
  const rows: readonly (readonly [string, Posted, string])[] = [
    [
      "a file that is too large",
      { options: { Conditions: size }, file: "x".repeat(11) },
      "400 EntityTooLarge",
    ],
    [
      "a file that is much too large",
      { options: { Conditions: size }, file: "x".repeat(2_000_000) },
      "400 EntityTooLarge",
    ],
    ["a file that is too small", { options: { Conditions: size }, file: "x" }, "400 EntityTooSmall"],
    ["the smallest file", { options: { Conditions: size }, file: "x".repeat(5) }, "204 undefined"],
    ["the largest file", { options: { Conditions: size }, file: "x".repeat(10) }, "204 undefined"],
    ["another key", { change: (fields) => fields.set("key", "other") }, "403 AccessDenied"],
    [
      "a key with the right start",
      { options: { Key: `a/\${filename}`, Conditions: [["starts-with", "$key", "a/"]] }, fileName: "b" },
      "204 undefined",
    ],
    [
      "a key with another start",
      {
        options: { Key: `a/\${filename}`, Conditions: [["starts-with", "$key", "a/"]] },
        change: (fields) => fields.set("key", "b/c"),
      },
      "403 AccessDenied",
    ],
    [
      "another type",
      {
        options: {
          Conditions: [["eq", "$Content-Type", "image/png"]],
          Fields: { "Content-Type": "text/html" },
        },
      },
      "403 AccessDenied",
    ],
    [
      "a type that starts as it must",
      {
        options: { Conditions: [["starts-with", "$Content-Type", "image/"]] },
        change: (fields) => fields.set("Content-Type", "image/gif"),
      },
      "204 undefined",
    ],
    [
      "a field that the policy does not name",
      { change: (fields) => fields.set("x-amz-meta-more", "1") },
      "403 AccessDenied",
    ],
    [
      "a field that is to be ignored",
      { change: (fields) => fields.set("x-ignore-this", "1") },
      "204 undefined",
    ],
    [
      "a policy that was changed",
      {
        change: (fields) =>
          fields.set(
            "Policy",
            Buffer.from('{"expiration":"2099-01-01T00:00:00Z","conditions":[]}').toString("base64"),
          ),
      },
      "403 SignatureDoesNotMatch",
    ],
    [
      "a signature that was changed",
      { change: (fields) => fields.set("X-Amz-Signature", "0".repeat(64)) },
      "403 SignatureDoesNotMatch",
    ],
    [
      "no policy and no signature",
      {
        change: (fields) => {
          for (const name of [...fields.keys()]) if (name !== "key") fields.delete(name);
        },
      },
      "403 AccessDenied",
    ],
  ];
  it.each(rows)("with %s", async (_what, posted, expected) => {
    await cloud.s3.deleteObject({ Bucket, Key: "k" });
    const before = await cloud.s3.listObjectsV2({ Bucket });
    const { status, body } = await post(posted);
    expect(`${status} ${codeOf(body)}`).toBe(expected);
    const after = await cloud.s3.listObjectsV2({ Bucket });
    if (status >= 400) expect(after.Contents).toEqual(before.Contents);
  });

  it("ends", async () => {
    const { url, fields } = await createPresignedPost(cloud.s3, { Bucket, Key: "late", Expires: 60 });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("file", new Blob(["x"]));
    cloud.pass(61);
    const response = await fetch(url, { method: "POST", body: form });
    cloud.pass(-61);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("Invalid according to Policy: Policy expired.");
  });

  it("gives nobody more than its signer may do", async () => {
    const writer = cloud.as([
      { Effect: "Allow", Action: "s3:PutObject", Resource: `arn:aws:s3:::${Bucket}/own/*` },
    ]);
    const send = async (Key: string) => {
      const { url, fields } = await createPresignedPost(writer, { Bucket, Key, Expires: 60 });
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append("file", new Blob(["x"]));
      return (await fetch(url, { method: "POST", body: form })).status;
    };
    expect(await send("own/a")).toBe(204);
    expect(await send("other/a")).toBe(403);
  });
});

describe("a body that is no form", () => {
  const send = async (contentType: string, body: string) => {
    const response = await fetch(`${cloud.endpoint}/${Bucket}`, {
      method: "POST",
      headers: { "content-type": contentType },
      body,
    });
    return `${response.status} ${codeOf(await response.text())}`;
  };
  it("is refused", async () => {
    expect(await send("text/plain", "x")).toBe("412 PreconditionFailed");
    expect(await send("multipart/form-data; boundary=b", "nonsense")).toBe("400 MalformedPOSTRequest");
    expect(
      await send(
        "multipart/form-data; boundary=b",
        '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx',
      ),
    ).toBe("400 MalformedPOSTRequest");
    const noFile = '--b\r\nContent-Disposition: form-data; name="key"\r\n\r\nk\r\n--b--\r\n';
    expect(await send("multipart/form-data; boundary=b", noFile)).toBe("400 InvalidArgument");
    const large = `--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n${"x".repeat(30_000)}\r\n--b--\r\n`;
    expect(await send("multipart/form-data; boundary=b", large)).toBe("400 MaxPostPreDataLengthExceeded");
  });
});
