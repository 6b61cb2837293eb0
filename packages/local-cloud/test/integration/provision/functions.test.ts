import { IAM } from "@aws-sdk/client-iam";
import { Lambda } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/provision/json.ts";
import { type ProvisionedCloud, startProvisionedCloud } from "../../support/provisioned-cloud.ts";

let cloud: ProvisionedCloud;
let lambda: Lambda;
let iam: IAM;
beforeAll(async () => {
  cloud = await startProvisionedCloud();
  lambda = new Lambda(cloud.client);
  iam = new IAM(cloud.client);
});
afterAll(() => cloud.close());

const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
const allow = (Action: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action, Resource: "*" }],
});
const role = (Properties: JsonObject = {}): JsonObject => ({
  Type: "AWS::IAM::Role",
  Properties: { AssumeRolePolicyDocument: trust, ...Properties },
});
const fn = (Properties: JsonObject = {}): JsonObject => ({
  Type: "AWS::Lambda::Function",
  Properties: {
    Role: { "Fn::GetAtt": ["Role", "Arn"] },
    Handler: "h.handler",
    Runtime: "nodejs24.x",
    Code: { S3Bucket: "b", S3Key: "1" },
    ...Properties,
  },
});

describe("AWS::IAM::Role and policies", () => {
  const inline = (PolicyName: string, action: string) => ({ PolicyName, PolicyDocument: allow(action) });
  const policiesOf = async (RoleName: string) => {
    const { PolicyNames } = await iam.listRolePolicies({ RoleName });
    const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName });
    return [...(PolicyNames ?? []), ...AttachedPolicies.map(({ PolicyName }) => PolicyName)].sort();
  };
  const documentOf = async (RoleName: string, PolicyName: string) =>
    decodeURIComponent((await iam.getRolePolicy({ RoleName, PolicyName })).PolicyDocument ?? "");

  it("are made, changed in place and removed", async () => {
    const deploy = (resources: Record<string, JsonObject>) => cloud.deploy(resources, { stackName: "roles" });
    const policy = (PolicyName: string, Type: string, name: string): JsonObject => ({
      Type,
      Properties: { [name]: PolicyName, PolicyDocument: allow("s3:*"), Roles: [{ Ref: "Role" }] },
    });
    const { resources } = await deploy({
      Role: role({ RoleName: "worker", Policies: [inline("own", "sqs:A"), inline("gone", "sqs:B")] }),
      Inline: policy("extra", "AWS::IAM::Policy", "PolicyName"),
      Managed: policy("managed", "AWS::IAM::ManagedPolicy", "ManagedPolicyName"),
    });
    expect(resources.Role).toMatchObject({
      physicalId: "worker",
      attributes: { Arn: "arn:aws:iam::000000000000:role/worker" },
    });
    expect(await policiesOf("worker")).toEqual(["extra", "gone", "managed", "own"]);

    await deploy({
      Role: role({ RoleName: "worker", Policies: [inline("own", "sqs:C")] }),
      Inline: policy("renamed", "AWS::IAM::Policy", "PolicyName"),
    });
    expect(await policiesOf("worker")).toEqual(["own", "renamed"]);
    expect(await documentOf("worker", "own")).toContain("sqs:C");

    await cloud.provisioner.remove("roles");
    await expect(iam.getRole({ RoleName: "worker" })).rejects.toThrow(/worker/);
  });
});

describe("AWS::Lambda::Function", () => {
  it("is registered with its role and resolved environment, and changed in place", async () => {
    const deploy = (properties: JsonObject) =>
      cloud.deploy(
        { Role: role(), Fn: fn({ FunctionName: "worker", ...properties }) },
        { stackName: "functions" },
      );
    const { resources } = await deploy({
      Timeout: "10",
      MemorySize: 512,
      Environment: { Variables: { REGION: { Ref: "AWS::Region" }, COUNT: 3 } },
      Tags: [{ Key: "team", Value: "a" }],
    });
    expect(await lambda.getFunctionConfiguration({ FunctionName: "worker" })).toMatchObject({
      Role: resources.Role?.attributes.Arn,
      Timeout: 10,
      MemorySize: 512,
      Environment: { Variables: { REGION: "us-east-1", COUNT: "3" } },
    });

    const { changes } = await deploy({ Timeout: 20, Environment: { Variables: { COUNT: 4 } } });
    expect(changes.map(({ logicalId, action }) => [logicalId, action])).toEqual([["Fn", "update"]]);
    const changed = await lambda.getFunction({ FunctionName: "worker" });
    expect(changed.Configuration).toMatchObject({
      Timeout: 20,
      MemorySize: 128,
      Environment: { Variables: { COUNT: "4" } },
    });
    expect(changed.Tags ?? {}).toEqual({});
  });

  it("does not change when only its package does", async () => {
    const deploy = (S3Key: string) =>
      cloud.deploy({ Role: role(), Fn: fn({ Code: { S3Bucket: "b", S3Key } }) }, { stackName: "packaged" });
    await deploy("1");
    expect((await deploy("2")).status).toBe("UNCHANGED");
  });

  it.each<[string, JsonObject, RegExp]>([
    ["an unknown property", { Tiemout: 3 }, /Fn \(AWS::Lambda::Function\): property Tiemout/],
    ["layers", { Layers: ["arn"] }, /property Layers is not supported: there are no layers; bundle/],
    ["inline code", { Code: { ZipFile: "x" } }, /Code\.ZipFile/],
    ["a reserved variable", { Environment: { Variables: { AWS_REGION: "x" } } }, /AWS_REGION/],
  ])("is refused with %s", async (_what, properties, message) => {
    await expect(
      cloud.deploy({ Role: role(), Fn: fn(properties) }, { stackName: "refused" }),
    ).rejects.toThrow(message);
    expect((await lambda.listFunctions()).Functions?.map(({ FunctionName }) => FunctionName)).not.toContain(
      "refused",
    );
  });
});

describe("what hangs on a function", () => {
  const permission = (SourceArn: string): JsonObject => ({
    Type: "AWS::Lambda::Permission",
    Properties: {
      FunctionName: { "Fn::GetAtt": ["Fn", "Arn"] },
      Action: "lambda:InvokeFunction",
      Principal: "sns.amazonaws.com",
      SourceArn,
    },
  });

  it("permissions are replaced, one statement for another", async () => {
    const deploy = (arn: string) =>
      cloud.deploy(
        { Role: role(), Fn: fn({ FunctionName: "permitted" }), Permission: permission(arn) },
        { stackName: "permissions" },
      );
    await deploy("arn:aws:sns:us-east-1:000000000000:one");
    await deploy("arn:aws:sns:us-east-1:000000000000:two");
    const { Policy = "{}" } = await lambda.getPolicy({ FunctionName: "permitted" });
    const { Statement } = JSON.parse(Policy);
    expect(Statement).toHaveLength(1);
    expect(Statement[0].Condition).toEqual({
      ArnLike: { "AWS:SourceArn": "arn:aws:sns:us-east-1:000000000000:two" },
    });
  });

  it("event source mappings and invoke settings are made, changed and removed", async () => {
    const queue: JsonObject = { Type: "AWS::SQS::Queue", Properties: { VisibilityTimeout: 60 } };
    const mapping = (settings: JsonObject): JsonObject => ({
      Type: "AWS::Lambda::EventSourceMapping",
      Properties: {
        EventSourceArn: { "Fn::GetAtt": ["Queue", "Arn"] },
        FunctionName: { "Fn::GetAtt": ["Fn", "Arn"] },
        ...settings,
      },
    });
    const invokes = (settings: JsonObject): JsonObject => ({
      Type: "AWS::Lambda::EventInvokeConfig",
      Properties: { FunctionName: { Ref: "Fn" }, Qualifier: "$LATEST", ...settings },
    });
    const policies = [{ PolicyName: "sqs", PolicyDocument: allow("sqs:*") }];
    const deploy = (more: Record<string, JsonObject>) =>
      cloud.deploy(
        { Role: role({ Policies: policies }), Fn: fn({ FunctionName: "mapped" }), Queue: queue, ...more },
        { stackName: "mapped" },
      );

    const { resources } = await deploy({
      Mapping: mapping({
        BatchSize: 5,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        ScalingConfig: { MaximumConcurrency: 5 },
        Enabled: true,
        Tags: [{ Key: "team", Value: "a" }],
      }),
      Invokes: invokes({
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination: { "Fn::GetAtt": ["Queue", "Arn"] } } },
      }),
    });
    const UUID = resources.Mapping?.physicalId;
    expect(await lambda.getEventSourceMapping({ UUID })).toMatchObject({
      BatchSize: 5,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ScalingConfig: { MaximumConcurrency: 5 },
    });
    expect(await lambda.getFunctionEventInvokeConfig({ FunctionName: "mapped" })).toMatchObject({
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: resources.Queue?.attributes.Arn } },
    });

    const tags = [{ Key: "stage", Value: "b" }];
    const second = await deploy({
      Mapping: mapping({ Tags: tags }),
      Invokes: invokes({ MaximumRetryAttempts: 0 }),
    });
    expect(second.resources.Mapping?.physicalId).toBe(UUID);
    const changed = await lambda.getEventSourceMapping({ UUID });
    expect(changed.BatchSize).toBe(10);
    expect((await lambda.listTags({ Resource: changed.EventSourceMappingArn })).Tags).toEqual({ stage: "b" });
    expect(changed.FunctionResponseTypes ?? []).toEqual([]);
    expect(changed.ScalingConfig?.MaximumConcurrency).toBeUndefined();
    expect((await lambda.getFunctionEventInvokeConfig({ FunctionName: "mapped" })).MaximumRetryAttempts).toBe(
      0,
    );

    await deploy({});
    expect((await lambda.listEventSourceMappings({ FunctionName: "mapped" })).EventSourceMappings).toEqual(
      [],
    );
    await expect(lambda.getFunctionEventInvokeConfig({ FunctionName: "mapped" })).rejects.toThrow();
  });

  it("a function slower than its queue's visibility timeout is refused, and everything taken back", async () => {
    const deploying = cloud.deploy(
      {
        Role: role(),
        Fn: fn({ FunctionName: "slow", Timeout: 60 }),
        Queue: { Type: "AWS::SQS::Queue", Properties: { VisibilityTimeout: 30 } },
        Mapping: {
          Type: "AWS::Lambda::EventSourceMapping",
          Properties: { EventSourceArn: { "Fn::GetAtt": ["Queue", "Arn"] }, FunctionName: { Ref: "Fn" } },
        },
      },
      { stackName: "slow" },
    );
    await expect(deploying).rejects.toThrow(
      /Mapping \(AWS::Lambda::EventSourceMapping\): InvalidParameterValueException: .*30 seconds is less than/,
    );
    await expect(lambda.getFunction({ FunctionName: "slow" })).rejects.toThrow(/slow/);
  });
});
