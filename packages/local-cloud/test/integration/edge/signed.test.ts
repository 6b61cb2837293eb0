import { createSign, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  behavior,
  createSite,
  distributionConfig,
  type EdgeCloud,
  startEdgeCloud,
  startOrigin,
  type TestOrigin,
  type TestSite,
} from "../../support/edge-cloud.ts";

let cloud: EdgeCloud;
let origin: TestOrigin;
let site: TestSite;
let keyId = "";

const pem = { type: "spki", format: "pem" } as const;
const mine = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const theirs = generateKeyPairSync("rsa", { modulusLength: 2_048 });

beforeAll(async () => {
  cloud = await startEdgeCloud();
  origin = await startOrigin();
  const { PublicKey } = await cloud.cloudfront.createPublicKey({
    PublicKeyConfig: {
      CallerReference: "mine",
      Name: "mine",
      EncodedKey: String(mine.publicKey.export(pem)),
    },
  });
  keyId = PublicKey?.Id ?? "";
  const { KeyGroup } = await cloud.cloudfront.createKeyGroup({
    KeyGroupConfig: { Name: "viewers", Items: [keyId] },
  });
  const trusting = behavior({
    TrustedKeyGroups: { Enabled: true, Quantity: 1, Items: [KeyGroup?.Id ?? ""] },
  });
  site = await createSite(
    cloud,
    distributionConfig(origin.port, {
      CacheBehaviors: { Quantity: 1, Items: [{ ...trusting, PathPattern: "/videos/*" }] },
    }),
  );
});

afterAll(async () => {
  await cloud?.close();
  await origin?.close();
});

const encoded = (bytes: Buffer | string): string =>
  Buffer.from(bytes).toString("base64").replace(/\+/g, "-").replace(/=/g, "_").replace(/\//g, "~");

const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds;

const policyOf = (resource: string, expires: number, more: object = {}): string =>
  JSON.stringify({
    Statement: [{ Resource: resource, Condition: { DateLessThan: { "AWS:EpochTime": expires }, ...more } }],
  });

interface Signing {
  readonly hash?: "SHA1" | "SHA256";
  readonly key?: typeof mine;
}

const signed = (policy: string, { hash = "SHA1", key = mine }: Signing = {}): string =>
  encoded(createSign(hash).update(policy).sign(key.privateKey));

const canned = (path: string, expires: number, signing: Signing = {}): string => {
  const signature = signed(policyOf(`${site.url}${path}`, expires), signing);
  const hash = signing.hash === "SHA256" ? "&Hash-Algorithm=SHA256" : "";
  const mark = path.includes("?") ? "&" : "?";
  return `${path}${mark}Expires=${expires}&Signature=${signature}&Key-Pair-Id=${keyId}${hash}`;
};

const custom = (path: string, policy: string, signing: Signing = {}): string =>
  `${path}?Policy=${encoded(policy)}&Signature=${signed(policy, signing)}&Key-Pair-Id=${keyId}`;

const status = async (path: string, headers: Record<string, string> = {}) =>
  (await site.get(path, headers)).status;

describe("a behavior with trusted key groups", () => {
  it("serves who has a signed URL, and hides the signature from cache and origin", async () => {
    const first = await site.get(canned("/videos/a.mp4", inSeconds(60)));
    expect([first.status, first.cache]).toEqual([200, "Miss from cloudfront"]);
    const second = await site.get(canned("/videos/a.mp4", inSeconds(90)));
    expect([second.status, second.cache]).toEqual([200, "Hit from cloudfront"]);
    expect(origin.requests.at(-1)?.line).toBe("GET /videos/a.mp4");
    expect(await status(canned("/videos/a.mp4?quality=high", inSeconds(60)))).toBe(200);
    expect(await status(canned("/videos/sha256.mp4", inSeconds(60), { hash: "SHA256" }))).toBe(200);
  });

  it("serves who has a custom policy, in the URL or in cookies", async () => {
    const policy = policyOf(`${site.url}/videos/*`, inSeconds(60), {
      IpAddress: { "AWS:SourceIp": "127.0.0.0/8" },
    });
    expect(await status(custom("/videos/b.mp4", policy))).toBe(200);
    const cookie = `CloudFront-Policy=${encoded(policy)}; CloudFront-Signature=${signed(policy)}; CloudFront-Key-Pair-Id=${keyId}`;
    expect(await status("/videos/c.mp4", { cookie })).toBe(200);
    const expires = inSeconds(60);
    const ofUrl = signed(policyOf(`${site.url}/videos/d.mp4`, expires));
    const forOne = `CloudFront-Expires=${expires}; CloudFront-Signature=${ofUrl}; CloudFront-Key-Pair-Id=${keyId}`;
    expect(await status("/videos/d.mp4", { cookie: forOne })).toBe(200);
    expect(await status("/videos/e.mp4", { cookie: forOne })).toBe(403);
  });

  it("turns away whoever has nothing, or nothing that holds", async () => {
    const missing = await site.get("/videos/a.mp4");
    expect([missing.status, missing.text]).toEqual([403, expect.stringContaining("<Code>MissingKey</Code>")]);
    const unknown = await site.get("/videos/a.mp4?Expires=1&Signature=x&Key-Pair-Id=KUNKNOWN");
    expect(unknown.text).toContain("<Code>InvalidKey</Code>");
    const good = canned("/videos/a.mp4", inSeconds(60));
    const refused = [
      canned("/videos/a.mp4", inSeconds(-1)),
      canned("/videos/a.mp4", inSeconds(60), { key: theirs }),
      good.replace("/videos/a.mp4", "/videos/b.mp4"),
      good.replace(/Expires=\d+/, `Expires=${inSeconds(600)}`),
      good.replace("Signature=", "Signature=A"),
      `${good}&extra=1`,
      custom("/videos/a.mp4", policyOf(`${site.url}/videos/b*`, inSeconds(60))),
      custom(
        "/videos/a.mp4",
        policyOf("*", inSeconds(60), { DateGreaterThan: { "AWS:EpochTime": inSeconds(30) } }),
      ),
      custom(
        "/videos/a.mp4",
        policyOf("*", inSeconds(60), { IpAddress: { "AWS:SourceIp": "192.0.2.0/24" } }),
      ),
      custom("/videos/a.mp4", policyOf("*", inSeconds(60), { Weekday: "monday" })),
      custom("/videos/a.mp4", '{"Statement":[{"Resource":"*"}]}'),
    ];
    for (const path of refused) expect([path, await status(path)]).toEqual([path, 403]);
  });

  it("leaves other behaviors open", async () => {
    expect(await status("/open")).toBe(200);
  });

  it("goes by the edge's clock", async () => {
    const path = canned("/videos/later.mp4", inSeconds(300));
    expect(await status(path)).toBe(200);
    cloud.pass(301);
    expect(await status(path)).toBe(403);
  });
});
