import { generateKeyPairSync } from "node:crypto";
import { CloudFront } from "@aws-sdk/client-cloudfront";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/provision/json.ts";
import { startOrigin, type TestOrigin } from "../../support/edge-cloud.ts";
import { type ProvisionedCloud, startProvisionedCloud } from "../../support/provisioned-cloud.ts";

let cloud: ProvisionedCloud;
let origin: TestOrigin;
let client: CloudFront;

beforeAll(async () => {
  cloud = await startProvisionedCloud();
  origin = await startOrigin();
  client = new CloudFront(cloud.client);
});

afterAll(async () => {
  client?.destroy();
  await cloud?.close();
  await origin?.close();
});

const policies = (marker: string): Record<string, JsonObject> => ({
  Control: {
    Type: "AWS::CloudFront::OriginAccessControl",
    Properties: {
      OriginAccessControlConfig: {
        Name: "site",
        OriginAccessControlOriginType: "s3",
        SigningBehavior: "always",
        SigningProtocol: "sigv4",
      },
    },
  },
  Caching: {
    Type: "AWS::CloudFront::CachePolicy",
    Properties: {
      CachePolicyConfig: {
        Name: "pages",
        DefaultTTL: 60,
        MaxTTL: 3600,
        MinTTL: 0,
        ParametersInCacheKeyAndForwardedToOrigin: {
          CookiesConfig: { CookieBehavior: "none" },
          EnableAcceptEncodingGzip: true,
          HeadersConfig: { HeaderBehavior: "none" },
          QueryStringsConfig: { QueryStringBehavior: "whitelist", QueryStrings: ["cursor"] },
        },
      },
    },
  },
  Request: {
    Type: "AWS::CloudFront::OriginRequestPolicy",
    Properties: {
      OriginRequestPolicyConfig: {
        Name: "pages",
        CookiesConfig: { CookieBehavior: "none" },
        HeadersConfig: { HeaderBehavior: "whitelist", Headers: ["Accept-Language"] },
        QueryStringsConfig: { QueryStringBehavior: "all" },
      },
    },
  },
  Headers: {
    Type: "AWS::CloudFront::ResponseHeadersPolicy",
    Properties: {
      ResponseHeadersPolicyConfig: {
        Name: "pages",
        CustomHeadersConfig: { Items: [{ Header: "X-Marker", Value: marker, Override: true }] },
        SecurityHeadersConfig: { ContentTypeOptions: { Override: true } },
      },
    },
  },
});

const distribution = (more: JsonObject = {}): JsonObject => ({
  Type: "AWS::CloudFront::Distribution",
  Properties: {
    DistributionConfig: {
      Enabled: true,
      DefaultRootObject: "index.html",
      HttpVersion: "http2and3",
      Origins: [
        {
          Id: "web",
          DomainName: "localhost",
          CustomOriginConfig: { HTTPPort: origin.port, OriginProtocolPolicy: "http-only" },
        },
      ],
      DefaultCacheBehavior: {
        TargetOriginId: "web",
        ViewerProtocolPolicy: "redirect-to-https",
        CachePolicyId: { Ref: "Caching" },
        OriginRequestPolicyId: { Ref: "Request" },
        ResponseHeadersPolicyId: { "Fn::GetAtt": ["Headers", "Id"] },
        FunctionAssociations: [],
        Compress: true,
      },
      ...more,
    },
    Tags: [{ Key: "team", Value: "blog" }],
  },
});

const outputs = {
  Outputs: {
    SiteUrl: { Value: { "Fn::Join": ["", ["https://", { "Fn::GetAtt": ["Site", "DomainName"] }]] } },
    SiteDomain: { Value: { "Fn::GetAtt": ["Site", "DomainName"] } },
    SiteId: { Value: { Ref: "Site" } },
  },
} as const;

describe("a stack with a distribution", () => {
  it("is served at the URL that it puts out, follows its template, and goes", async () => {
    const template = { template: outputs, stackName: "skein-blog-dev" };
    const first = await cloud.deploy({ ...policies("one"), Site: distribution() }, template);
    const { SiteUrl = "", SiteDomain, SiteId: Id = "" } = first.outputs;
    expect(SiteUrl).toBe(`http://${SiteDomain}`);
    expect(SiteUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);

    origin.handle((request, response) => void response.end(`${request.url}`));
    const page = await fetch(`${SiteUrl}/?cursor=a&other=b`);
    expect(await page.text()).toBe("/index.html?cursor=a&other=b");
    expect([page.headers.get("x-marker"), page.headers.get("x-content-type-options")]).toEqual([
      "one",
      "nosniff",
    ]);

    const again = await cloud.deploy({ ...policies("one"), Site: distribution() }, template);
    expect(again.status).toBe("UNCHANGED");

    const more = { CustomErrorResponses: [{ ErrorCode: 404, ResponseCode: 200, ResponsePagePath: "/app" }] };
    const changed = await cloud.deploy({ ...policies("two"), Site: distribution(more) }, template);
    expect(changed.changes.map(({ logicalId, action }) => `${action} ${logicalId}`).sort()).toEqual([
      "update Headers",
      "update Site",
    ]);
    expect(changed.outputs).toEqual(first.outputs);
    expect((await fetch(`${SiteUrl}/?cursor=a`)).headers.get("x-marker")).toBe("two");
    origin.handle((request, response) => {
      response.statusCode = request.url === "/app" ? 200 : 404;
      response.end(`${request.url}`);
    });
    const missing = await fetch(`${SiteUrl}/missing`);
    expect([missing.status, await missing.text()]).toEqual([200, "/app"]);

    const { Distribution } = await client.getDistribution({ Id });
    const { Tags } = await client.listTagsForResource({ Resource: Distribution?.ARN });
    expect(Tags?.Items).toContainEqual({ Key: "team", Value: "blog" });

    await cloud.provisioner.remove("skein-blog-dev");
    await expect(client.getDistribution({ Id })).rejects.toMatchObject({ name: "NoSuchDistribution" });
    expect((await client.listCachePolicies({ Type: "custom" })).CachePolicyList?.Quantity).toBe(0);
    await expect(fetch(SiteUrl)).rejects.toThrow();
  });

  it("reaches the APIs of this machine under the names that they have on AWS", async () => {
    const resources = {
      Api: { Type: "AWS::ApiGateway::RestApi", Properties: { Name: "posts" } },
      Site: {
        Type: "AWS::CloudFront::Distribution",
        Properties: {
          DistributionConfig: {
            Enabled: true,
            Origins: [
              {
                Id: "api",
                DomainName: { "Fn::Join": ["", [{ Ref: "Api" }, ".execute-api.us-east-1.amazonaws.com"]] },
                OriginPath: "/dev",
                CustomOriginConfig: { OriginProtocolPolicy: "https-only" },
              },
            ],
            DefaultCacheBehavior: {
              TargetOriginId: "api",
              ViewerProtocolPolicy: "https-only",
              CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
              OriginRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
            },
          },
        },
      },
    };
    const apiUrls = { Api: `http://127.0.0.1:${origin.port}` };
    const stack = await cloud.deploy(resources, { template: outputs, stackName: "with-api", apiUrls });
    origin.handle((request, response) => void response.end(`${request.url} at ${request.headers.host}`));
    const answer = await fetch(`${stack.outputs.SiteUrl}/posts?limit=2`);
    expect(await answer.text()).toBe(`/posts?limit=2 at 127.0.0.1:${origin.port}`);
    await cloud.provisioner.remove("with-api");
  });

  it("lets in who has a signature of a key that the stack trusts", async () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
    const site = distribution({
      DefaultCacheBehavior: {
        TargetOriginId: "web",
        ViewerProtocolPolicy: "allow-all",
        CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        TrustedKeyGroups: [{ Ref: "Group" }],
      },
    });
    const resources = (Comment: string): Record<string, JsonObject> => ({
      Key: {
        Type: "AWS::CloudFront::PublicKey",
        Properties: {
          PublicKeyConfig: {
            CallerReference: "key",
            Name: "key",
            EncodedKey: String(publicKey.export({ type: "spki", format: "pem" })),
          },
        },
      },
      Group: {
        Type: "AWS::CloudFront::KeyGroup",
        Properties: { KeyGroupConfig: { Name: "group", Comment, Items: [{ Ref: "Key" }] } },
      },
      Site: site,
    });
    const { outputs: told } = await cloud.deploy(resources("one"), {
      template: outputs,
      stackName: "signed",
    });
    const answer = await fetch(`${told.SiteUrl}/video.mp4`);
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("MissingKey")]);
    const changed = await cloud.deploy(resources("two"), { template: outputs, stackName: "signed" });
    expect(changed.changes.map(({ logicalId }) => logicalId)).toEqual(["Group"]);
    await cloud.provisioner.remove("signed");
    expect((await client.listKeyGroups({})).KeyGroupList?.Quantity).toBe(0);
    expect((await client.listPublicKeys({})).PublicKeyList?.Quantity).toBe(0);
  });

  it.each([
    [
      "a function",
      { FunctionAssociations: [{ EventType: "viewer-request", FunctionARN: "arn:x" }] },
      /functions do not run/,
    ],
    ["legacy cache settings", { ForwardedValues: { QueryString: true } }, /attach a cache policy/],
    ["a misspelt member", { CachePolicyID: "x" }, /CachePolicyID is not supported/],
  ])("is refused by name with %s", async (_what, more, message) => {
    const site = distribution({
      DefaultCacheBehavior: {
        TargetOriginId: "web",
        ViewerProtocolPolicy: "allow-all",
        CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        ...more,
      },
    });
    await expect(cloud.deploy({ Site: site }, { stackName: "refused" })).rejects.toThrow(message);
    expect((await client.listDistributions({})).DistributionList?.Quantity).toBe(0);
  });
});
