import { CloudFront } from "@aws-sdk/client-cloudfront";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCloudFrontEngine } from "../../../src/engines/cloudfront/cloudfront-engine.ts";
import type { PolicyDocument } from "../../../src/iam/policy.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";
import { distributionConfig } from "../../support/edge-cloud.ts";

const roleArn = "arn:aws:iam::000000000000:role/publisher";
const keys = { accessKeyId: "AKIAPUBLISHER0000000", secretAccessKey: "secret-of-the-publisher" };
let policy: PolicyDocument = { Version: "2012-10-17", Statement: [] };
let cloud: TestCloud;
let operator: CloudFront;
let publisher: CloudFront;

beforeAll(async () => {
  cloud = await startTestCloud({
    engines: (context) => [createCloudFrontEngine(context)],
    policies: { ofRole: () => [policy] },
    credentials: {
      find: (accessKeyId) =>
        accessKeyId === keys.accessKeyId
          ? {
              secretAccessKey: keys.secretAccessKey,
              principal: {
                kind: "role",
                arn: "arn:aws:sts::000000000000:assumed-role/publisher/session",
                accountId: "000000000000",
                roleArn,
              },
            }
          : undefined,
    },
  });
  operator = new CloudFront(cloud.client);
  publisher = new CloudFront({ ...cloud.client, credentials: keys });
});

afterAll(async () => {
  operator?.destroy();
  publisher?.destroy();
  await cloud?.close();
});

describe("a role", () => {
  it("invalidates the distribution that its policy names, and no other", async () => {
    const create = async () =>
      (await operator.createDistribution({ DistributionConfig: distributionConfig(8_080) })).Distribution;
    const [own, other] = [await create(), await create()];
    policy = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "cloudfront:CreateInvalidation", Resource: String(own?.ARN) }],
    };
    const invalidate = (DistributionId: string | undefined) =>
      publisher.createInvalidation({
        DistributionId,
        InvalidationBatch: { CallerReference: "post-1", Paths: { Quantity: 1, Items: ["/posts/1"] } },
      });
    expect((await invalidate(own?.Id)).Invalidation?.Status).toBe("Completed");
    await expect(invalidate(other?.Id)).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining("cloudfront:CreateInvalidation"),
    });
    await expect(publisher.listDistributions({})).rejects.toMatchObject({ name: "AccessDenied" });
  });
});
