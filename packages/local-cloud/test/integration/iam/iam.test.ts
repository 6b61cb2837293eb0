import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createIamEngine } from "../../../src/engines/iam/iam-engine.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const permission = (Action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
const plain = (escaped: string | undefined) => JSON.parse(decodeURIComponent(escaped ?? ""));

let cloud: TestCloud;
let iam: IAMClient;
beforeAll(async () => {
  cloud = await startTestCloud({ engines: (context) => [createIamEngine(context)] });
  iam = new IAMClient(cloud.client);
});
afterAll(() => cloud.close());

const newRole = async (RoleName: string) => {
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  return Role;
};

describe("roles", () => {
  it("are created with path, description, tags and trust policy, and read back", async () => {
    await iam.send(
      new CreateRoleCommand({
        RoleName: "worker",
        Path: "/todos/",
        Description: "does things",
        MaxSessionDuration: 7_200,
        AssumeRolePolicyDocument: trust,
        Tags: [{ Key: "team", Value: "todos & co" }],
      }),
    );
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: "worker" }));
    expect(Role).toMatchObject({
      RoleName: "worker",
      Path: "/todos/",
      Arn: "arn:aws:iam::000000000000:role/todos/worker",
      Description: "does things",
      MaxSessionDuration: 7_200,
      Tags: [{ Key: "team", Value: "todos & co" }],
    });
    expect(Role?.RoleId).toMatch(/^AROA[A-Z2-7]{17}$/);
    expect(Role?.CreateDate).toBeInstanceOf(Date);
    expect(plain(Role?.AssumeRolePolicyDocument)).toEqual(JSON.parse(trust));
    const { Roles } = await iam.send(new ListRolesCommand({ PathPrefix: "/todos/" }));
    expect(Roles?.map(({ RoleName }) => RoleName)).toEqual(["worker"]);
  });

  it("exist once, whatever the case", async () => {
    await newRole("single");
    await expect(newRole("Single")).rejects.toMatchObject({
      name: "EntityAlreadyExistsException",
      $metadata: { httpStatusCode: 409 },
    });
  });

  it("are updated and tagged", async () => {
    await newRole("changing");
    await iam.send(
      new UpdateRoleCommand({ RoleName: "changing", Description: "new", MaxSessionDuration: 3_600 }),
    );
    const other = trust.replace("lambda", "scheduler");
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: "changing", PolicyDocument: other }));
    await iam.send(
      new TagRoleCommand({
        RoleName: "changing",
        Tags: [
          { Key: "a", Value: "1" },
          { Key: "b", Value: "2" },
        ],
      }),
    );
    await iam.send(new UntagRoleCommand({ RoleName: "changing", TagKeys: ["a"] }));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: "changing" }));
    expect(Role?.Description).toBe("new");
    expect(plain(Role?.AssumeRolePolicyDocument)).toEqual(JSON.parse(other));
    expect((await iam.send(new ListRoleTagsCommand({ RoleName: "changing" }))).Tags).toEqual([
      { Key: "b", Value: "2" },
    ]);
  });

  it("carry inline policies, and cannot be deleted before them", async () => {
    await newRole("inline");
    await iam.send(
      new PutRolePolicyCommand({ RoleName: "inline", PolicyName: "p", PolicyDocument: permission("sqs:*") }),
    );
    const { PolicyDocument } = await iam.send(
      new GetRolePolicyCommand({ RoleName: "inline", PolicyName: "p" }),
    );
    expect(plain(PolicyDocument)).toEqual(JSON.parse(permission("sqs:*")));
    expect((await iam.send(new ListRolePoliciesCommand({ RoleName: "inline" }))).PolicyNames).toEqual(["p"]);
    await expect(iam.send(new DeleteRoleCommand({ RoleName: "inline" }))).rejects.toMatchObject({
      name: "DeleteConflictException",
    });
    await iam.send(new DeleteRolePolicyCommand({ RoleName: "inline", PolicyName: "p" }));
    await iam.send(new DeleteRoleCommand({ RoleName: "inline" }));
    await expect(iam.send(new GetRoleCommand({ RoleName: "inline" }))).rejects.toMatchObject({
      name: "NoSuchEntityException",
      $metadata: { httpStatusCode: 404 },
    });
  });

  it("take the AWS managed policies that are known, and no others", async () => {
    await newRole("managed");
    const PolicyArn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    await iam.send(new AttachRolePolicyCommand({ RoleName: "managed", PolicyArn }));
    expect(
      (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: "managed" }))).AttachedPolicies,
    ).toEqual([{ PolicyName: "AWSLambdaBasicExecutionRole", PolicyArn }]);
    await iam.send(new DetachRolePolicyCommand({ RoleName: "managed", PolicyArn }));
    const unknown = "arn:aws:iam::aws:policy/AdministratorAccess";
    await expect(
      iam.send(new AttachRolePolicyCommand({ RoleName: "managed", PolicyArn: unknown })),
    ).rejects.toThrow(`does not know the AWS managed policy ${unknown}`);
  });
});

describe("what cannot be evaluated", () => {
  it("is refused as a policy", async () => {
    await newRole("strict");
    const PolicyDocument = permission("sqs:*").replace(
      '"Resource"',
      '"Condition":{"StringNears":{"a:b":"c"}},"Resource"',
    );
    await expect(
      iam.send(new PutRolePolicyCommand({ RoleName: "strict", PolicyName: "p", PolicyDocument })),
    ).rejects.toMatchObject({
      name: "MalformedPolicyDocumentException",
      message: expect.stringContaining("StringNears"),
    });
  });

  it("is refused as a boundary", async () => {
    const boundary = new CreateRoleCommand({
      RoleName: "bounded",
      AssumeRolePolicyDocument: trust,
      PermissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess",
    });
    await expect(iam.send(boundary)).rejects.toThrow("PermissionsBoundary is not supported");
  });

  it("is refused by the rules for names", async () => {
    await expect(newRole("a b")).rejects.toMatchObject({
      name: "ValidationError",
      message: expect.stringContaining("Value 'a b' at 'roleName' failed to satisfy constraint"),
    });
  });
});

describe("customer managed policies", () => {
  it("have versions, of which the default counts", async () => {
    const { Policy } = await iam.send(
      new CreatePolicyCommand({ PolicyName: "shared", PolicyDocument: permission("sqs:*") }),
    );
    const PolicyArn = Policy?.Arn ?? "";
    expect(Policy).toMatchObject({
      Arn: "arn:aws:iam::000000000000:policy/shared",
      DefaultVersionId: "v1",
      AttachmentCount: 0,
    });
    await iam.send(
      new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: permission("sns:*"), SetAsDefault: true }),
    );
    const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    expect(Versions?.map(({ VersionId, IsDefaultVersion }) => [VersionId, IsDefaultVersion])).toEqual([
      ["v2", true],
      ["v1", false],
    ]);
    const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: "v2" }));
    expect(plain(PolicyVersion?.Document)).toEqual(JSON.parse(permission("sns:*")));
  });

  it("stay while a role has them", async () => {
    const { Policy } = await iam.send(
      new CreatePolicyCommand({ PolicyName: "used", PolicyDocument: permission("sqs:*") }),
    );
    const PolicyArn = Policy?.Arn ?? "";
    await newRole("user");
    await iam.send(new AttachRolePolicyCommand({ RoleName: "user", PolicyArn }));
    await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: "DeleteConflictException",
    });
    await iam.send(new DetachRolePolicyCommand({ RoleName: "user", PolicyArn }));
    await iam.send(new DeletePolicyCommand({ PolicyArn }));
  });
});
