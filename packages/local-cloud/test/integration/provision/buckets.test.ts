import { S3 } from "@aws-sdk/client-s3";
import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/provision/json.ts";
import { eventually } from "../../support/eventually.ts";
import { type ProvisionedCloud, startProvisionedCloud } from "../../support/provisioned-cloud.ts";

let cloud: ProvisionedCloud;
let s3: S3;
let sqs: SQS;
beforeAll(async () => {
  cloud = await startProvisionedCloud();
  s3 = new S3(cloud.client);
  sqs = new SQS(cloud.client);
});
afterAll(async () => {
  s3.destroy();
  sqs.destroy();
  await cloud.close();
});

const resource = (Type: string, Properties: JsonObject = {}): JsonObject => ({ Type, Properties });
const bucket = (Properties: JsonObject = {}) => resource("AWS::S3::Bucket", Properties);
const nameIn = (deployed: Awaited<ReturnType<ProvisionedCloud["deploy"]>>, logicalId = "Files") =>
  deployed.resources[logicalId]?.physicalId ?? "";

const everySetting: JsonObject = {
  BucketEncryption: {
    ServerSideEncryptionConfiguration: [
      { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" } },
    ],
  },
  CorsConfiguration: {
    CorsRules: [
      {
        Id: "site",
        AllowedOrigins: ["http://127.0.0.1:8080"],
        AllowedMethods: ["GET", "PUT"],
        AllowedHeaders: ["*"],
        ExposedHeaders: ["ETag"],
        MaxAge: "600",
      },
    ],
  },
  LifecycleConfiguration: {
    Rules: [
      { Id: "parts", Status: "Enabled", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } },
      {
        Id: "old",
        Status: "Enabled",
        Prefix: "tmp/",
        TagFilters: [{ Key: "keep", Value: "no" }],
        ExpirationInDays: 3,
      },
      {
        Id: "versions",
        Status: "Disabled",
        Prefix: "a/",
        NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 2 },
      },
    ],
  },
  OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerPreferred" }] },
  PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true },
  Tags: [{ Key: "team", Value: "todos" }],
  VersioningConfiguration: { Status: "Enabled" },
};

/** The settings of a bucket in S3's words; those it does not have are left out. */
const settingsOf = async (Bucket: string) => {
  const unlessNone = async <T>(call: Promise<T>): Promise<T | undefined> => call.catch(() => undefined);
  const encryption = await s3.getBucketEncryption({ Bucket });
  const block = await unlessNone(s3.getPublicAccessBlock({ Bucket }));
  return {
    encryption: encryption.ServerSideEncryptionConfiguration?.Rules,
    cors: (await unlessNone(s3.getBucketCors({ Bucket })))?.CORSRules,
    lifecycle: (await unlessNone(s3.getBucketLifecycleConfiguration({ Bucket })))?.Rules,
    ownership: (await unlessNone(s3.getBucketOwnershipControls({ Bucket })))?.OwnershipControls?.Rules,
    block: block?.PublicAccessBlockConfiguration,
    tags: (await unlessNone(s3.getBucketTagging({ Bucket })))?.TagSet,
    versioning: (await s3.getBucketVersioning({ Bucket })).Status,
  };
};

describe("AWS::S3::Bucket", () => {
  it("is made with all of its settings", async () => {
    const deployed = await cloud.deploy(
      { Files: bucket({ BucketName: "b-made", ...everySetting }) },
      { stackName: "b-made" },
    );
    expect(deployed.resources.Files).toMatchObject({
      physicalId: "b-made",
      attributes: {
        Arn: "arn:aws:s3:::b-made",
        DomainName: "b-made.s3.amazonaws.com",
        DualStackDomainName: "b-made.s3.dualstack.us-east-1.amazonaws.com",
        RegionalDomainName: "b-made.s3.us-east-1.amazonaws.com",
      },
    });
    expect(await settingsOf("b-made")).toMatchObject({
      encryption: [
        { BucketKeyEnabled: true, ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" } },
      ],
      cors: [
        {
          ID: "site",
          AllowedOrigins: ["http://127.0.0.1:8080"],
          AllowedMethods: ["GET", "PUT"],
          AllowedHeaders: ["*"],
          ExposeHeaders: ["ETag"],
          MaxAgeSeconds: 600,
        },
      ],
      lifecycle: [
        { ID: "parts", Filter: { Prefix: "" }, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } },
        {
          ID: "old",
          Filter: { And: { Prefix: "tmp/", Tags: [{ Key: "keep", Value: "no" }] } },
          Expiration: { Days: 3 },
        },
        {
          ID: "versions",
          Status: "Disabled",
          Filter: { Prefix: "a/" },
          NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 2 },
        },
      ],
      ownership: [{ ObjectOwnership: "BucketOwnerPreferred" }],
      block: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: false },
      tags: [{ Key: "team", Value: "todos" }],
      versioning: "Enabled",
    });
  });

  it("has what every new bucket has, and a name from its stack, when nothing is said", async () => {
    const deployed = await cloud.deploy({ TheFiles: bucket() }, { stackName: "b-Plain" });
    const name = nameIn(deployed, "TheFiles");
    expect(name).toMatch(/^b-plain-thefiles-[a-z0-9]{12}$/);
    expect(await settingsOf(name)).toMatchObject({
      block: { BlockPublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
      ownership: [{ ObjectOwnership: "BucketOwnerEnforced" }],
      versioning: undefined,
    });
  });

  it("is changed in place, keeps its objects, and loses what its template loses", async () => {
    const deploy = (properties: JsonObject) =>
      cloud.deploy({ Files: bucket({ BucketName: "b-changed", ...properties }) }, { stackName: "b-changed" });
    await deploy({ Tags: [{ Key: "team", Value: "users" }] });
    await s3.putObject({ Bucket: "b-changed", Key: "kept", Body: "kept" });
    const { changes } = await deploy(everySetting);
    expect(changes.map(({ action }) => action)).toEqual(["update"]);
    expect(await settingsOf("b-changed")).toMatchObject({
      tags: [{ Key: "team", Value: "todos" }],
      versioning: "Enabled",
      cors: [{ ID: "site" }],
    });
    await deploy({});
    expect(await settingsOf("b-changed")).toMatchObject({
      encryption: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      cors: undefined,
      lifecycle: undefined,
      ownership: undefined,
      block: undefined,
      tags: undefined,
      versioning: "Suspended",
    });
    const { Body } = await s3.getObject({ Bucket: "b-changed", Key: "kept" });
    expect(await Body?.transformToString()).toBe("kept");
  });

  it("is replaced when its name changes, and the old one goes", async () => {
    const deploy = (BucketName: string) =>
      cloud.deploy({ Files: bucket({ BucketName }) }, { stackName: "b-renamed" });
    await deploy("b-old-name");
    const { changes } = await deploy("b-new-name");
    expect(changes.map(({ action }) => action)).toEqual(["replace", "delete"]);
    const names = (await s3.listBuckets({})).Buckets?.map(({ Name }) => Name);
    expect(names).toContain("b-new-name");
    expect(names).not.toContain("b-old-name");
  });

  it("is not taken over when it exists already", async () => {
    await s3.createBucket({ Bucket: "b-foreign" });
    await expect(
      cloud.deploy({ Files: bucket({ BucketName: "b-foreign" }) }, { stackName: "b-foreign" }),
    ).rejects.toThrow(/Files \(AWS::S3::Bucket\): BucketName b-foreign is taken/);
  });

  it("stays with what it holds when its stack is deleted, until it is empty", async () => {
    const stackName = "b-full";
    await cloud.deploy({ Files: bucket({ BucketName: "b-full" }) }, { stackName });
    await s3.putObject({ Bucket: "b-full", Key: "precious", Body: "precious" });
    const refused = await cloud.call("DELETE", `/_local/stacks/${stackName}`);
    expect(refused.ok).toBe(false);
    expect(await refused.text()).toMatch(/Files.*b-full could not be removed: BucketNotEmpty/s);
    await s3.deleteObject({ Bucket: "b-full", Key: "precious" });
    expect((await cloud.call("DELETE", `/_local/stacks/${stackName}`)).ok).toBe(true);
    await expect(s3.headBucket({ Bucket: "b-full" })).rejects.toMatchObject({ name: "NotFound" });
  });

  it("leaves nothing behind when a setting is refused", async () => {
    const rules = [{ Status: "Enabled", ExpirationInDays: -1 }];
    await expect(
      cloud.deploy(
        { Files: bucket({ BucketName: "b-bad", LifecycleConfiguration: { Rules: rules } }) },
        { stackName: "b-bad" },
      ),
    ).rejects.toThrow(/Files \(AWS::S3::Bucket\): InvalidArgument: 'Days'/);
    await expect(s3.headBucket({ Bucket: "b-bad" })).rejects.toMatchObject({ name: "NotFound" });
  });

  it.each<[JsonObject, RegExp]>([
    [{ WebsiteConfiguration: {} }, /WebsiteConfiguration is not supported: buckets are no web servers/],
    [{ AccessControl: "PublicRead" }, /AccessControl is not supported: ACLs/],
    [{ ReplicationConfiguration: {} }, /ReplicationConfiguration is not supported/],
    [{ ObjectLockEnabled: true }, /ObjectLockEnabled is not supported/],
    [{ Bucketname: "typo" }, /property Bucketname is not supported by the local cloud/],
    [
      { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } },
      /NotificationConfiguration\.EventBridgeConfiguration is not supported: there is no EventBridge/,
    ],
    [
      { LifecycleConfiguration: { Rules: [{ Status: "Enabled", Transitions: [] }] } },
      /Rules\[0\]\.Transitions is not supported: there is one storage class only/,
    ],
    [{ VersioningConfiguration: { Status: "On" } }, /Status must be one of Enabled, Suspended/],
    [
      { NotificationConfiguration: { QueueConfigurations: [{ Event: "created", Queue: "arn" }] } },
      /must be an event such as s3:ObjectCreated:\*/,
    ],
  ])("refuses %j", async (properties, message) => {
    await expect(cloud.deploy({ Files: bucket(properties) }, { stackName: "b-refused" })).rejects.toThrow(
      message,
    );
  });
});

describe("notifications of a bucket", () => {
  const mayNotify = (queue: string) =>
    resource("AWS::SQS::QueuePolicy", {
      Queues: [{ Ref: queue }],
      PolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "s3.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: { "Fn::GetAtt": [queue, "Arn"] },
            Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::b-notifying" } },
          },
        ],
      },
    });
  const notifying = (prefix: string): JsonObject => ({
    ...bucket({
      BucketName: "b-notifying",
      NotificationConfiguration: {
        QueueConfigurations: [
          {
            Event: "s3:ObjectCreated:*",
            Queue: { "Fn::GetAtt": ["Inbox", "Arn"] },
            Filter: { S3Key: { Rules: [{ Name: "prefix", Value: prefix }] } },
          },
        ],
      },
    }),
    DependsOn: "Allow",
  });
  const deploy = (files: JsonObject) =>
    cloud.deploy(
      { Inbox: resource("AWS::SQS::Queue"), Allow: mayNotify("Inbox"), Files: files },
      { stackName: "b-notifying" },
    );

  it("reach the queue that the template names, and none when they are taken away", async () => {
    const QueueUrl = nameIn(await deploy(notifying("in/")), "Inbox");
    await s3.putObject({ Bucket: "b-notifying", Key: "out/no", Body: "no" });
    await s3.putObject({ Bucket: "b-notifying", Key: "in/yes", Body: "yes" });
    const bodies: string[] = [];
    await eventually(async () => {
      const { Messages = [] } = await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10 });
      bodies.push(...Messages.map(({ Body = "" }) => Body));
      expect(bodies.filter((body) => body.includes('"key":"in/yes"'))).toHaveLength(1);
    });
    expect(bodies.join()).not.toContain("out/no");

    await deploy(bucket({ BucketName: "b-notifying" }));
    const { QueueConfigurations } = await s3.getBucketNotificationConfiguration({ Bucket: "b-notifying" });
    expect(QueueConfigurations).toBeUndefined();
  });

  it("reach topics and functions too, each for its events and names", async () => {
    const source = { ArnLike: { "aws:SourceArn": "arn:aws:s3:::b-telling" } };
    await cloud.deploy(
      {
        Topic: resource("AWS::SNS::Topic", { TopicName: "b-telling" }),
        TopicPolicy: resource("AWS::SNS::TopicPolicy", {
          Topics: [{ Ref: "Topic" }],
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Principal: { Service: "s3.amazonaws.com" },
                Action: "sns:Publish",
                Resource: { Ref: "Topic" },
                Condition: source,
              },
            ],
          },
        }),
        Role: resource("AWS::IAM::Role", {
          AssumeRolePolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
            ],
          },
        }),
        Function: resource("AWS::Lambda::Function", {
          FunctionName: "b-told",
          Role: { "Fn::GetAtt": ["Role", "Arn"] },
          Handler: "h.handler",
          Runtime: "nodejs24.x",
          Code: { S3Bucket: "b", S3Key: "1" },
        }),
        Permission: resource("AWS::Lambda::Permission", {
          Action: "lambda:InvokeFunction",
          FunctionName: { Ref: "Function" },
          Principal: "s3.amazonaws.com",
          SourceArn: "arn:aws:s3:::b-telling",
        }),
        Files: {
          ...bucket({
            BucketName: "b-telling",
            NotificationConfiguration: {
              TopicConfigurations: [{ Event: "s3:ObjectCreated:*", Topic: { Ref: "Topic" } }],
              LambdaConfigurations: [
                {
                  Event: "s3:ObjectRemoved:*",
                  Function: { "Fn::GetAtt": ["Function", "Arn"] },
                  Filter: { S3Key: { Rules: [{ Name: "suffix", Value: ".jpg" }] } },
                },
              ],
            },
          }),
          DependsOn: ["TopicPolicy", "Permission"],
        },
      },
      { stackName: "b-telling" },
    );
    expect(await s3.getBucketNotificationConfiguration({ Bucket: "b-telling" })).toMatchObject({
      TopicConfigurations: [
        { TopicArn: "arn:aws:sns:us-east-1:000000000000:b-telling", Events: ["s3:ObjectCreated:*"] },
      ],
      LambdaFunctionConfigurations: [
        {
          LambdaFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:b-told",
          Events: ["s3:ObjectRemoved:*"],
          Filter: { Key: { FilterRules: [{ Name: "Suffix", Value: ".jpg" }] } },
        },
      ],
    });
  });

  it("need the queue's permission", async () => {
    await expect(
      cloud.deploy(
        {
          Inbox: resource("AWS::SQS::Queue"),
          Files: bucket({
            NotificationConfiguration: {
              QueueConfigurations: [
                { Event: "s3:ObjectCreated:*", Queue: { "Fn::GetAtt": ["Inbox", "Arn"] } },
              ],
            },
          }),
        },
        { stackName: "b-unallowed" },
      ),
    ).rejects.toThrow(/Unable to validate the following destination configurations/);
  });
});

describe("AWS::S3::BucketPolicy", () => {
  const policy = (Sid: string) =>
    resource("AWS::S3::BucketPolicy", {
      Bucket: { Ref: "Files" },
      PolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid,
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: [{ "Fn::GetAtt": ["Files", "Arn"] }, { "Fn::Sub": `\${Files.Arn}/*` }],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      },
    });

  it("is set, changed, renamed and taken away", async () => {
    const deploy = (more: Record<string, JsonObject>) =>
      cloud.deploy({ Files: bucket(), ...more }, { stackName: "b-policy" });
    const first = await deploy({ Policy: policy("one") });
    const Bucket = nameIn(first);
    expect(nameIn(first, "Policy")).toBe(Bucket);
    const sid = async () => /"Sid":"(\w+)"/.exec((await s3.getBucketPolicy({ Bucket })).Policy ?? "")?.[1];
    expect(await sid()).toBe("one");
    await deploy({ Policy: policy("two") });
    expect(await sid()).toBe("two");
    await deploy({ Renamed: policy("two") });
    expect(await sid()).toBe("two");
    await deploy({});
    await expect(s3.getBucketPolicy({ Bucket })).rejects.toMatchObject({ name: "NoSuchBucketPolicy" });
  });

  it("goes with its stack, though the bucket was deleted by hand", async () => {
    const deployed = await cloud.deploy({ Files: bucket(), Policy: policy("one") }, { stackName: "b-gone" });
    await s3.deleteBucket({ Bucket: nameIn(deployed) });
    expect((await cloud.call("DELETE", "/_local/stacks/b-gone")).ok).toBe(true);
  });

  it("of no meaning to AWS fails under its logical id", async () => {
    const broken = resource("AWS::S3::BucketPolicy", {
      Bucket: { Ref: "Files" },
      PolicyDocument: { Version: "2012-10-17", Statement: [] },
    });
    await expect(
      cloud.deploy({ Files: bucket(), Policy: broken }, { stackName: "b-broken" }),
    ).rejects.toThrow(/Policy \(AWS::S3::BucketPolicy\): MalformedPolicy/);
  });
});
