import { generateKeyPairSync } from "node:crypto";
import { CloudFront } from "@aws-sdk/client-cloudfront";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCloudFrontEngine } from "../../../src/engines/cloudfront/cloudfront-engine.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";
import {
  behavior,
  type Config,
  customOrigin,
  distributionConfig,
  managedPolicies,
} from "../../support/edge-cloud.ts";

let cloud: TestCloud;
let cloudfront: CloudFront;

beforeAll(async () => {
  cloud = await startTestCloud({ engines: (context) => [createCloudFrontEngine(context)] });
  cloudfront = new CloudFront(cloud.client);
});

afterAll(async () => {
  cloudfront?.destroy();
  await cloud?.close();
});

const create = async (more: Partial<Config> = {}) => {
  const answer = await cloudfront.createDistribution({ DistributionConfig: distributionConfig(8_080, more) });
  return { ...answer, id: answer.Distribution?.Id ?? "" };
};

describe("distributions", () => {
  it("are made, read, changed, listed and deleted by their versions", async () => {
    const config = distributionConfig(8_080, {
      Aliases: { Quantity: 1, Items: ["blog.example.com"] },
      DefaultRootObject: "index.html",
      PriceClass: "PriceClass_100",
      CustomErrorResponses: {
        Quantity: 1,
        Items: [
          { ErrorCode: 404, ResponsePagePath: "/404.html", ResponseCode: "404", ErrorCachingMinTTL: 5 },
        ],
      },
      ViewerCertificate: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: "TLSv1" },
      Comment: "a <site> & more",
    });
    const made = await cloudfront.createDistribution({ DistributionConfig: config });
    const Id = made.Distribution?.Id ?? "";
    expect(made.Distribution).toMatchObject({
      ARN: `arn:aws:cloudfront::000000000000:distribution/${Id}`,
      Status: "Deployed",
      DomainName: `d${Id.slice(1).toLowerCase()}.cloudfront.net`,
      DistributionConfig: config,
    });
    expect(Id).toMatch(/^E[A-Z0-9]{13}$/);
    expect(made.Location).toContain(`/distribution/${Id}`);
    expect(made.Distribution?.LastModifiedTime).toBeInstanceOf(Date);

    const read = await cloudfront.getDistributionConfig({ Id });
    expect(read.ETag).toBe(made.ETag);
    expect(read.DistributionConfig).toMatchObject(config);
    const changed = await cloudfront.updateDistribution({
      Id,
      IfMatch: read.ETag,
      DistributionConfig: read.DistributionConfig && { ...read.DistributionConfig, Enabled: false },
    });
    expect(changed.ETag).not.toBe(read.ETag);
    const { DistributionList } = await cloudfront.listDistributions({});
    expect(DistributionList?.Items?.find((one) => one.Id === Id)).toMatchObject({
      Enabled: false,
      Comment: "a <site> & more",
      Aliases: { Items: ["blog.example.com"] },
    });
    await cloudfront.deleteDistribution({ Id, IfMatch: changed.ETag });
    await expect(cloudfront.getDistribution({ Id })).rejects.toMatchObject({
      name: "NoSuchDistribution",
      $metadata: { httpStatusCode: 404 },
    });
  });

  it("are changed by those who know their version, and keep their reference", async () => {
    const { id: Id, ETag, Distribution } = await create();
    const config = Distribution?.DistributionConfig;
    const update = (IfMatch: string | undefined, more: Partial<Config> = {}) =>
      cloudfront.updateDistribution({ Id, IfMatch, DistributionConfig: config && { ...config, ...more } });
    await expect(update(undefined)).rejects.toMatchObject({ name: "InvalidIfMatchVersion" });
    await expect(update("E0000000000000")).rejects.toMatchObject({ name: "PreconditionFailed" });
    await expect(update(ETag, { CallerReference: "other" })).rejects.toMatchObject({ name: "IllegalUpdate" });
    await expect(cloudfront.deleteDistribution({ Id, IfMatch: ETag })).rejects.toMatchObject({
      name: "DistributionNotDisabled",
    });
  });

  it("are made once for one caller reference", async () => {
    await create({ CallerReference: "once" });
    await expect(create({ CallerReference: "once" })).rejects.toMatchObject({
      name: "DistributionAlreadyExists",
    });
  });

  it("come in pages", async () => {
    await Promise.all([create(), create(), create()]);
    const all = (await cloudfront.listDistributions({})).DistributionList?.Items?.map(({ Id }) => Id);
    const seen: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const { DistributionList: page } = await cloudfront.listDistributions({ Marker, MaxItems: 2 });
      seen.push(...(page?.Items ?? []).map(({ Id }) => Id));
      Marker = page?.NextMarker;
    } while (Marker);
    expect(seen).toEqual(all);
  });

  const items = <Item>(...Items: Item[]) => ({ Quantity: Items.length, Items });
  const s3Origin = {
    Id: "origin",
    DomainName: "site.s3.amazonaws.com",
    S3OriginConfig: { OriginAccessIdentity: "" },
  };
  const refused: readonly [what: string, more: Partial<Config>, name: string, message: RegExp][] = [
    [
      "a function",
      {
        DefaultCacheBehavior: behavior({
          FunctionAssociations: items({ FunctionARN: "arn:x", EventType: "viewer-request" as const }),
        }),
      },
      "InvalidArgument",
      /FunctionAssociations is not supported.*functions do not run/,
    ],
    [
      "Lambda@Edge",
      {
        DefaultCacheBehavior: behavior({
          LambdaFunctionAssociations: items({
            LambdaFunctionARN: "arn:x",
            EventType: "origin-request" as const,
          }),
        }),
      },
      "InvalidArgument",
      /LambdaFunctionAssociations is not supported/,
    ],
    [
      "legacy cache settings",
      { DefaultCacheBehavior: behavior({ CachePolicyId: undefined, MinTTL: 5 }) },
      "InvalidArgument",
      /MinTTL is not supported.*CachePolicyId/,
    ],
    [
      "origin groups",
      {
        OriginGroups: items({
          Id: "group",
          FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [500] } },
          Members: items({ OriginId: "a" }, { OriginId: "b" }),
        }),
      },
      "InvalidArgument",
      /OriginGroups is not supported/,
    ],
    [
      "restrictions",
      { Restrictions: { GeoRestriction: { RestrictionType: "whitelist", Quantity: 1, Items: ["DE"] } } },
      "InvalidArgument",
      /Restrictions is not supported/,
    ],
    [
      "a policy that is not there",
      { DefaultCacheBehavior: behavior({ CachePolicyId: "none" }) },
      "NoSuchCachePolicy",
      /none/,
    ],
    [
      "an origin that is not there",
      { DefaultCacheBehavior: behavior({ TargetOriginId: "x" }) },
      "NoSuchOrigin",
      /x/,
    ],
    [
      "a key group that is not there",
      { DefaultCacheBehavior: behavior({ TrustedKeyGroups: { Enabled: true, ...items("none") } }) },
      "TrustedKeyGroupDoesNotExist",
      /none/,
    ],
    [
      "headers that nobody on loopback has",
      { DefaultCacheBehavior: behavior({ OriginRequestPolicyId: "33f36d7e-f396-46d9-90e0-52428a34d9dc" }) },
      "InvalidArgument",
      /CloudFront-Is-Android-Viewer is not supported/,
    ],
    [
      "a list that is not as long as it says",
      { Origins: { Quantity: 2, Items: [customOrigin(80)] } },
      "InconsistentQuantities",
      /Origins/,
    ],
    [
      "an address as origin",
      { Origins: items({ ...customOrigin(80), DomainName: "127.0.0.1" }) },
      "InvalidArgument",
      /valid host/,
    ],
    ["no origin at all", { Origins: items() }, "InvalidArgument", /at least one origin/],
    ["a root object with a slash", { DefaultRootObject: "/index.html" }, "InvalidDefaultRootObject", /slash/],
    [
      "an origin access control that is not there",
      { Origins: items({ ...s3Origin, OriginAccessControlId: "ENONE" }) },
      "InvalidOriginAccessControl",
      /ENONE/,
    ],
    [
      "an origin access identity",
      {
        Origins: items({
          ...s3Origin,
          S3OriginConfig: { OriginAccessIdentity: "origin-access-identity/cloudfront/E1" },
        }),
      },
      "InvalidArgument",
      /OriginAccessIdentity is not supported/,
    ],
    [
      "writes to a bucket",
      {
        Origins: items(s3Origin),
        DefaultCacheBehavior: behavior({
          AllowedMethods: items("GET", "HEAD", "OPTIONS", "DELETE", "PATCH", "POST", "PUT"),
        }),
      },
      "InvalidArgument",
      /Writing to an S3 origin/,
    ],
  ];

  it.each(refused)("are refused with %s", async (_what, more, name, message) => {
    await expect(create(more)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  });
});

describe("policies", () => {
  const cachePolicy = (Name: string) => ({
    Name,
    MinTTL: 1,
    ParametersInCacheKeyAndForwardedToOrigin: {
      EnableAcceptEncodingGzip: true,
      HeadersConfig: {
        HeaderBehavior: "whitelist" as const,
        Headers: { Quantity: 1, Items: ["Accept-Language"] },
      },
      CookiesConfig: { CookieBehavior: "none" as const },
      QueryStringsConfig: { QueryStringBehavior: "all" as const },
    },
  });

  it("of AWS are there from the beginning, and stay as they are", async () => {
    const { CachePolicy, ETag } = await cloudfront.getCachePolicy({ Id: managedPolicies.cachingOptimized });
    expect(CachePolicy?.CachePolicyConfig).toMatchObject({
      Name: "Managed-CachingOptimized",
      MinTTL: 1,
      DefaultTTL: 86_400,
    });
    const { ResponseHeadersPolicyList } = await cloudfront.listResponseHeadersPolicies({ Type: "managed" });
    expect(ResponseHeadersPolicyList?.Quantity).toBe(5);
    const { OriginRequestPolicyList } = await cloudfront.listOriginRequestPolicies({ Type: "managed" });
    expect(OriginRequestPolicyList?.Quantity).toBe(8);
    await expect(
      cloudfront.deleteCachePolicy({ Id: managedPolicies.cachingOptimized, IfMatch: ETag }),
    ).rejects.toMatchObject({ name: "IllegalDelete" });
  });

  it("of one's own are made, changed, and deleted when nothing uses them", async () => {
    const { CachePolicy: made, ETag } = await cloudfront.createCachePolicy({
      CachePolicyConfig: cachePolicy("mine"),
    });
    const Id = made?.Id;
    expect(made?.CachePolicyConfig).toMatchObject(cachePolicy("mine"));
    await expect(
      cloudfront.createCachePolicy({ CachePolicyConfig: cachePolicy("mine") }),
    ).rejects.toMatchObject({
      name: "CachePolicyAlreadyExists",
    });
    const { id, ETag: version } = await create({
      Enabled: false,
      DefaultCacheBehavior: behavior({ CachePolicyId: Id }),
    });
    await expect(cloudfront.deleteCachePolicy({ Id, IfMatch: ETag })).rejects.toMatchObject({
      name: "CachePolicyInUse",
    });
    await cloudfront.deleteDistribution({ Id: id, IfMatch: version });
    const renamed = await cloudfront.updateCachePolicy({
      Id,
      IfMatch: ETag,
      CachePolicyConfig: cachePolicy("renamed"),
    });
    await cloudfront.deleteCachePolicy({ Id, IfMatch: renamed.ETag });
    await expect(cloudfront.getCachePolicy({ Id })).rejects.toMatchObject({ name: "NoSuchCachePolicy" });
  });

  it.each([
    ["a minimum above the maximum", { MinTTL: 10, DefaultTTL: 10, MaxTTL: 5 }, /in this order/],
    ["a key without caching", { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 }, /nothing can be in the cache key/],
    ["a strange name", { Name: "no spaces" }, /name of a policy/],
  ])("are refused with %s", async (_what, more, message) => {
    const wrong = { ...cachePolicy("wrong"), ...more };
    await expect(cloudfront.createCachePolicy({ CachePolicyConfig: wrong })).rejects.toMatchObject({
      name: "InvalidArgument",
      message: expect.stringMatching(message),
    });
  });
});

describe("keys, controls and tags", () => {
  it("hold together as long as they are used", async () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
    const EncodedKey = String(publicKey.export({ type: "spki", format: "pem" }));
    const { PublicKey, ETag } = await cloudfront.createPublicKey({
      PublicKeyConfig: { CallerReference: "k", Name: "k", EncodedKey },
    });
    const Id = PublicKey?.Id ?? "";
    expect(Id).toMatch(/^K[A-Z0-9]{13}$/);
    const group = await cloudfront.createKeyGroup({ KeyGroupConfig: { Name: "g", Items: [Id] } });
    await expect(cloudfront.deletePublicKey({ Id, IfMatch: ETag })).rejects.toMatchObject({
      name: "PublicKeyInUse",
    });
    const {
      id,
      ETag: version,
      Distribution,
    } = await create({
      Enabled: false,
      DefaultCacheBehavior: behavior({
        TrustedKeyGroups: { Enabled: true, Quantity: 1, Items: [group.KeyGroup?.Id ?? ""] },
      }),
    });
    expect(Distribution?.ActiveTrustedKeyGroups).toEqual({
      Enabled: true,
      Quantity: 1,
      Items: [{ KeyGroupId: group.KeyGroup?.Id, KeyPairIds: { Quantity: 1, Items: [Id] } }],
    });
    const removeGroup = () => cloudfront.deleteKeyGroup({ Id: group.KeyGroup?.Id, IfMatch: group.ETag });
    await expect(removeGroup()).rejects.toMatchObject({ name: "ResourceInUse" });
    await cloudfront.deleteDistribution({ Id: id, IfMatch: version });
    await removeGroup();
    await cloudfront.deletePublicKey({ Id, IfMatch: ETag });
    await expect(
      cloudfront.createPublicKey({
        PublicKeyConfig: { CallerReference: "x", Name: "x", EncodedKey: "not a key" },
      }),
    ).rejects.toMatchObject({ name: "InvalidArgument" });
  });

  it("keep an origin access control that is used", async () => {
    const { OriginAccessControl, ETag } = await cloudfront.createOriginAccessControl({
      OriginAccessControlConfig: {
        Name: "control",
        Description: "for the site",
        SigningProtocol: "sigv4",
        SigningBehavior: "always",
        OriginAccessControlOriginType: "s3",
      },
    });
    const Id = OriginAccessControl?.Id ?? "";
    await create({
      Origins: {
        Quantity: 1,
        Items: [
          {
            Id: "origin",
            DomainName: "site.s3.amazonaws.com",
            OriginAccessControlId: Id,
            S3OriginConfig: { OriginAccessIdentity: "" },
          },
        ],
      },
    });
    await expect(cloudfront.deleteOriginAccessControl({ Id, IfMatch: ETag })).rejects.toMatchObject({
      name: "OriginAccessControlInUse",
    });
    const { OriginAccessControlList } = await cloudfront.listOriginAccessControls({});
    expect(OriginAccessControlList?.Items).toMatchObject([
      { Id, Name: "control", Description: "for the site" },
    ]);
  });

  it("tell tags of a distribution", async () => {
    const { Distribution } = await cloudfront.createDistributionWithTags({
      DistributionConfigWithTags: {
        DistributionConfig: distributionConfig(8_080),
        Tags: { Items: [{ Key: "a", Value: "1" }, { Key: "b" }] },
      },
    });
    const Resource = Distribution?.ARN;
    await cloudfront.tagResource({ Resource, Tags: { Items: [{ Key: "a", Value: "2" }] } });
    await cloudfront.untagResource({ Resource, TagKeys: { Items: ["b"] } });
    expect((await cloudfront.listTagsForResource({ Resource })).Tags?.Items).toEqual([
      { Key: "a", Value: "2" },
    ]);
    await expect(
      cloudfront.listTagsForResource({ Resource: "arn:aws:cloudfront::1:distribution/E" }),
    ).rejects.toMatchObject({
      name: "NoSuchResource",
    });
  });
});

describe("the API", () => {
  it("refuses what it does not know by name", async () => {
    await expect(
      cloudfront.createFunction({
        Name: "f",
        FunctionConfig: { Comment: "", Runtime: "cloudfront-js-2.0" },
        FunctionCode: Buffer.from("x"),
      }),
    ).rejects.toMatchObject({ message: "The local cloud does not support cloudfront:CreateFunction." });
  });

  it("refuses strangers, and signatures that are not good", async () => {
    const anonymous = await fetch(`${cloud.endpoint}/2020-05-31/distribution`);
    expect([anonymous.status, await anonymous.text()]).toEqual([
      403,
      expect.stringContaining("MissingAuthenticationToken"),
    ]);
    const credentials = { accessKeyId: cloud.client.credentials.accessKeyId, secretAccessKey: "wrong" };
    const forger = new CloudFront({ ...cloud.client, credentials });
    await expect(forger.listDistributions({})).rejects.toMatchObject({ name: "SignatureDoesNotMatch" });
  });
});
