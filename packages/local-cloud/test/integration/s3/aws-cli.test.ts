import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, unlink, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AwsCli, awsCli, awsVersion } from "./aws-cli.ts";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

const reason = awsVersion ?? "skipped: there is no `aws` on this machine's PATH";
const oddNames = ["with space.txt", "ünïcödé/日本語 🎈.txt", "plus+and%41.txt", "quo'te&amp;(1)!.txt"];
const mebibyte = 1024 * 1024;
const largeBytes = 100 * mebibyte;

let cloud: S3Cloud;
let folder: string;
let aws: AwsCli;

beforeAll(async () => {
  if (!awsVersion) return;
  cloud = await startS3Cloud();
  folder = await mkdtemp(path.join(os.tmpdir(), "skein-aws-cli-"));
  const home = path.join(folder, "home");
  await mkdir(home);
  aws = awsCli(cloud, home);
});
afterAll(async () => {
  await cloud?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const s3 = async (...args: readonly string[]) => (await aws(["s3", ...args])).toString();
const s3api = async <Output>(...args: readonly string[]) =>
  JSON.parse((await aws(["s3api", ...args, "--output", "json"])).toString() || "{}") as Output;

const write = async (name: string, content: string | Uint8Array): Promise<string> => {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  // S3 tells times in seconds: a file that is written in the second of its upload counts as newer than that.
  const minuteAgo = Date.now() / 1_000 - 60;
  await utimes(file, minuteAgo, minuteAgo);
  return file;
};

const keysOf = async (Bucket: string): Promise<readonly string[]> => {
  const { Contents = [] } = await cloud.s3.listObjectsV2({ Bucket });
  return Contents.map(({ Key = "" }) => Key);
};

function* randomPieces(bytes: number): Generator<Buffer, void> {
  for (let made = 0; made < bytes; made += mebibyte) yield randomBytes(mebibyte);
}

/** Below a folder, sorted, with `/`. */
const filesIn = async (name: string): Promise<readonly string[]> => {
  const entries = await readdir(path.join(folder, name), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(path.join(folder, name), path.join(entry.parentPath, entry.name)))
    .toSorted();
};

describe.skipIf(!awsVersion)(`the AWS CLI (${reason})`, { timeout: 120_000 }, () => {
  it("makes a bucket, copies a file both ways, and removes all", async () => {
    await s3("mb", "s3://cli-basics");
    const file = await write("basics/hello.txt", "hello");
    await s3("cp", file, "s3://cli-basics/greetings/hello.txt");
    expect(await s3("ls", "s3://cli-basics")).toMatch(/PRE greetings\//);
    expect(await s3("ls", "s3://cli-basics/greetings/")).toMatch(/\b5 hello\.txt\n/);
    expect(await s3("ls")).toMatch(/cli-basics\n/);
    await s3("cp", "s3://cli-basics/greetings/hello.txt", path.join(folder, "basics", "back.txt"));
    expect(await readFile(path.join(folder, "basics", "back.txt"), "utf8")).toBe("hello");
    await expect(s3("rb", "s3://cli-basics")).rejects.toThrow("BucketNotEmpty");
    await s3("rm", "s3://cli-basics", "--recursive");
    await s3("rb", "s3://cli-basics");
    await expect(s3("ls", "s3://cli-basics")).rejects.toThrow("NoSuchBucket");
  });

  it("keeps the type of a file, metadata, and what it copies within S3", async () => {
    const Bucket = await cloud.addBucket();
    const file = await write("types/page.html", "<p>");
    await s3(
      "cp",
      file,
      `s3://${Bucket}/page.html`,
      "--metadata",
      "colour=blue",
      "--cache-control",
      "no-store",
    );
    await s3("cp", `s3://${Bucket}/page.html`, `s3://${Bucket}/copy.html`);
    const head = await s3api("head-object", "--bucket", Bucket, "--key", "copy.html");
    expect(head).toMatchObject({
      ContentType: "text/html",
      CacheControl: "no-store",
      ContentLength: 3,
      Metadata: { colour: "blue" },
    });
    await expect(s3api("head-object", "--bucket", Bucket, "--key", "missing")).rejects.toThrow("(404)");
  });

  it("syncs folders with odd names up and down, and deletes what is gone", async () => {
    const Bucket = await cloud.addBucket();
    for (const name of oddNames) await write(`sync/${name}`, `content of ${name}`);
    await s3("sync", path.join(folder, "sync"), `s3://${Bucket}/tree`);
    expect((await keysOf(Bucket)).toSorted()).toEqual(oddNames.map((name) => `tree/${name}`).toSorted());
    expect(await s3("sync", path.join(folder, "sync"), `s3://${Bucket}/tree`)).toBe("");

    await s3("sync", `s3://${Bucket}/tree`, path.join(folder, "synced"));
    expect(await filesIn("synced")).toEqual(oddNames.toSorted());
    for (const name of oddNames)
      expect(await readFile(path.join(folder, "synced", name), "utf8")).toBe(`content of ${name}`);

    await unlink(path.join(folder, "sync", oddNames[0] ?? ""));
    await s3("sync", path.join(folder, "sync"), `s3://${Bucket}/tree`, "--delete");
    expect(await keysOf(Bucket)).not.toContain(`tree/${oddNames[0]}`);
    expect(await keysOf(Bucket)).toHaveLength(oddNames.length - 1);
  });

  it("moves objects, also whole folders with odd names", async () => {
    const Bucket = await cloud.addBucket();
    for (const name of oddNames) await cloud.put(Bucket, `from/${name}`, name);
    await s3("mv", `s3://${Bucket}/from/`, `s3://${Bucket}/to/`, "--recursive");
    expect((await keysOf(Bucket)).toSorted()).toEqual(oddNames.map((name) => `to/${name}`).toSorted());
    for (const name of oddNames) expect(await cloud.read(Bucket, `to/${name}`)).toBe(name);
    const file = await write("moved.txt", "moved");
    await s3("mv", file, `s3://${Bucket}/moved here.txt`);
    expect(await cloud.read(Bucket, "moved here.txt")).toBe("moved");
    await expect(readFile(file)).rejects.toThrow("ENOENT");
    await s3("rm", `s3://${Bucket}`, "--recursive", "--exclude", "*", "--include", "to/*");
    expect(await keysOf(Bucket)).toEqual(["moved here.txt"]);
  });

  it("presigns a URL that anybody can fetch until it expires", async () => {
    const Bucket = await cloud.addBucket();
    await cloud.put(Bucket, "a b/ü.txt", "for you");
    const url = (await s3("presign", `s3://${Bucket}/a b/ü.txt`, "--expires-in", "60")).trim();
    const answer = await fetch(url);
    expect([answer.status, await answer.text()]).toEqual([200, "for you"]);
    const other = await fetch(url.replace("%C3%BC", "u"));
    expect(other.status).toBe(403);
    await other.body?.cancel();
    cloud.pass(61);
    const late = await fetch(url);
    cloud.pass(-61);
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining("Request has expired")]);
  });

  it("streams from standard input and to standard output", async () => {
    const Bucket = await cloud.addBucket();
    const content = randomBytes(9 * mebibyte);
    await aws(["s3", "cp", "-", `s3://${Bucket}/stream`], content);
    expect((await aws(["s3", "cp", `s3://${Bucket}/stream`, "-"])).equals(content)).toBe(true);
  });

  it("uploads 100 MB in parts and downloads them in ranges", async () => {
    const Bucket = await cloud.addBucket();
    const file = path.join(folder, "large");
    await pipeline(randomPieces(largeBytes), createWriteStream(file));
    await s3("cp", file, `s3://${Bucket}/large`, "--only-show-errors");
    const { ContentLength, ETag } = await s3api<{ ContentLength: number; ETag: string }>(
      "head-object",
      "--bucket",
      Bucket,
      "--key",
      "large",
    );
    expect(ContentLength).toBe(largeBytes);
    expect(ETag).toMatch(/^"[0-9a-f]{32}-13"$/);
    await s3("cp", `s3://${Bucket}/large`, path.join(folder, "large-back"), "--only-show-errors");
    const digest = async (name: string) => {
      const hash = createHash("sha256");
      await pipeline(createReadStream(name), hash);
      return hash.digest("hex");
    };
    expect(await digest(path.join(folder, "large-back"))).toBe(await digest(file));
    // A copy of an object in parts is made of parts that are copied.
    await s3("cp", `s3://${Bucket}/large`, `s3://${Bucket}/copy`, "--only-show-errors");
    expect(await s3api("head-object", "--bucket", Bucket, "--key", "copy")).toMatchObject({
      ContentLength: largeBytes,
    });
  });

  it("lists page by page, whoever turns the pages", async () => {
    const Bucket = await cloud.addBucket();
    const keys = Array.from({ length: 25 }, (_, index) => `key ${String(index).padStart(2, "0")}+ü`);
    for (const key of keys) await cloud.put(Bucket, key, "x");
    interface Listing {
      readonly Contents: { Key: string }[];
      readonly NextToken?: string;
      readonly IsTruncated?: boolean;
    }
    const list = (...args: readonly string[]) =>
      s3api<Listing>("list-objects-v2", "--bucket", Bucket, ...args);
    const keysIn = ({ Contents }: Listing) => Contents.map(({ Key }) => Key);
    expect(keysIn(await list("--page-size", "10"))).toEqual(keys);
    const first = await list("--max-items", "7");
    expect(keysIn(first)).toEqual(keys.slice(0, 7));
    const rest = await list("--starting-token", first.NextToken ?? "");
    expect(keysIn(rest)).toEqual(keys.slice(7));
    const one = await list("--no-paginate", "--max-keys", "4");
    expect([keysIn(one), one.IsTruncated]).toEqual([keys.slice(0, 4), true]);
    const older = await s3api<Listing>("list-objects", "--bucket", Bucket, "--page-size", "8");
    expect(keysIn(older)).toEqual(keys);
  });
});
