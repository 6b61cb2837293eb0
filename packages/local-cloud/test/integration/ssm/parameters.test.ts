import {
  AddTagsToResourceCommand,
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  type PutParameterCommandInput,
  RemoveTagsFromResourceCommand,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSsmEngine } from "../../../src/engines/ssm/ssm-engine.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";

let cloud: TestCloud;
let ssm: SSMClient;
beforeAll(async () => {
  cloud = await startTestCloud({ engines: (context) => [createSsmEngine(context)] });
  ssm = new SSMClient(cloud.client);
});
afterAll(() => cloud.close());

const put = (Name: string, more: Partial<PutParameterCommandInput> = {}) =>
  ssm.send(new PutParameterCommand({ Name, Value: "v", Type: "String", ...more }));
const get = async (Name: string, WithDecryption = false) =>
  (await ssm.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter;

describe("a parameter", () => {
  it("is read by name, by ARN and by version", async () => {
    expect(await put("/read/a", { Value: "one" })).toMatchObject({ Version: 1, Tier: "Standard" });
    expect(await put("/read/a", { Value: "two", Overwrite: true })).toMatchObject({ Version: 2 });
    const latest = await get("/read/a");
    expect(latest).toMatchObject({
      Name: "/read/a",
      Value: "two",
      Version: 2,
      Type: "String",
      DataType: "text",
      ARN: "arn:aws:ssm:us-east-1:000000000000:parameter/read/a",
    });
    expect(latest?.LastModifiedDate).toBeInstanceOf(Date);
    expect((await get(latest?.ARN ?? ""))?.Value).toBe("two");
    expect(await get("/read/a:1")).toMatchObject({ Value: "one", Selector: ":1" });
    expect(await get(`${latest?.ARN}:1`)).toMatchObject({ Value: "one" });
  });

  it("without a hierarchy has an ARN that leads back to it", async () => {
    await put("plain");
    const ARN = (await get("plain"))?.ARN ?? "";
    expect(ARN).toBe("arn:aws:ssm:us-east-1:000000000000:parameter/plain");
    expect((await get(ARN))?.Name).toBe("plain");
  });

  it("that is not there says so", async () => {
    await expect(get("/none")).rejects.toMatchObject({
      name: "ParameterNotFound",
      $metadata: { httpStatusCode: 400 },
    });
    await put("/once");
    await expect(get("/once:7")).rejects.toMatchObject({ name: "ParameterVersionNotFound" });
  });

  it("is not overwritten by accident", async () => {
    await put("/kept");
    await expect(put("/kept", { Value: "other" })).rejects.toMatchObject({ name: "ParameterAlreadyExists" });
    await expect(put("/kept", { Type: "StringList", Overwrite: true })).rejects.toMatchObject({
      name: "HierarchyTypeMismatchException",
    });
    expect((await get("/kept"))?.Value).toBe("v");
  });

  it("keeps its history of at most a hundred versions", async () => {
    await put("/long", { Value: "1", Description: "first" });
    for (let version = 2; version <= 103; version++)
      await put("/long", { Value: String(version), Overwrite: true });
    const { Parameters = [] } = await ssm.send(new GetParameterHistoryCommand({ Name: "/long" }));
    expect(Parameters).toHaveLength(100);
    expect(Parameters[0]).toMatchObject({ Version: 4, Value: "4", Description: "first" });
    expect(Parameters.at(-1)).toMatchObject({ Version: 103 });
  });

  it("of secret kind shows its value only decrypted", async () => {
    await put("/secret", { Type: "SecureString", Value: "hush" });
    const closed = await get("/secret");
    expect(closed?.Type).toBe("SecureString");
    expect(closed?.Value).not.toContain("hush");
    expect((await get("/secret", true))?.Value).toBe("hush");
  });

  it("starts again at version 1 after it was deleted", async () => {
    await put("/gone");
    await put("/gone", { Overwrite: true });
    await ssm.send(new DeleteParameterCommand({ Name: "/gone" }));
    await expect(ssm.send(new DeleteParameterCommand({ Name: "/gone" }))).rejects.toMatchObject({
      name: "ParameterNotFound",
    });
    expect((await put("/gone")).Version).toBe(1);
  });
});

describe("names and values that AWS refuses", () => {
  it.each<[string, Partial<PutParameterCommandInput>, string]>([
    ["aws-things", {}, "AccessDeniedException"],
    ["/aws/things", {}, "AccessDeniedException"],
    ["/ssm/things", {}, "ValidationException"],
    ["a b", {}, "ValidationException"],
    ["a/b", {}, "ValidationException"],
    ["/a//b", {}, "ValidationException"],
    ["/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16", {}, "HierarchyLevelLimitExceededException"],
    ["/refused", { Value: "" }, "ValidationException"],
    ["/refused", { Value: "x".repeat(4_097) }, "ValidationException"],
    ["/refused", { Value: "x".repeat(8_193), Tier: "Advanced" }, "ValidationException"],
    ["/refused", { Type: undefined }, "ValidationException"],
    ["/refused", { AllowedPattern: "^\\d+$" }, "ParameterPatternMismatchException"],
    ["/refused", { AllowedPattern: "(" }, "InvalidAllowedPatternException"],
    ["/refused", { DataType: "aws:ec2:image" }, "ValidationException"],
    ["/refused", { KeyId: "alias/mine" }, "ValidationException"],
    ["/refused", { Type: "SecureString", KeyId: "alias/mine" }, "InvalidKeyId"],
    ["/refused", { Overwrite: true, Tags: [{ Key: "a", Value: "b" }] }, "ValidationException"],
    ["/refused", { Policies: "[]" }, "ValidationException"],
  ])("%s %j", async (name, more, error) => {
    await expect(put(name, more)).rejects.toMatchObject({ name: error });
  });

  it("takes large values in the advanced tier", async () => {
    expect(await put("/large", { Value: "x".repeat(5_000), Tier: "Advanced" })).toMatchObject({
      Tier: "Advanced",
    });
    expect(await put("/clever", { Value: "x".repeat(5_000), Tier: "Intelligent-Tiering" })).toMatchObject({
      Tier: "Advanced",
    });
  });
});

describe("several parameters", () => {
  beforeAll(async () => {
    for (const name of ["/tree/a", "/tree/b", "/tree/c/d", "/tree/c/e", "/trees"]) await put(name);
  });
  const names = (list: readonly { Name?: string | undefined }[] | undefined) => list?.map(({ Name }) => Name);

  it("are read together, the unknown ones named", async () => {
    const answer = await ssm.send(new GetParametersCommand({ Names: ["/tree/b", "/tree/x", "/tree/a:1"] }));
    expect(names(answer.Parameters)).toEqual(["/tree/b", "/tree/a"]);
    expect(answer.InvalidParameters).toEqual(["/tree/x"]);
    await expect(ssm.send(new GetParametersCommand({ Names: ["/tree/a", "/tree/a"] }))).rejects.toMatchObject(
      { name: "ValidationException" },
    );
    const eleven = Array.from({ length: 11 }, (_, index) => `/p${index}`);
    await expect(ssm.send(new GetParametersCommand({ Names: eleven }))).rejects.toMatchObject({
      name: "ValidationException",
    });
  });

  it("are found by path, at one level or all, page by page", async () => {
    const byPath = (more: object) => ssm.send(new GetParametersByPathCommand({ Path: "/tree", ...more }));
    expect(names((await byPath({})).Parameters)).toEqual(["/tree/a", "/tree/b"]);
    const first = await byPath({ Recursive: true, MaxResults: 3 });
    expect(names(first.Parameters)).toEqual(["/tree/a", "/tree/b", "/tree/c/d"]);
    const second = await byPath({ Recursive: true, MaxResults: 3, NextToken: first.NextToken });
    expect(names(second.Parameters)).toEqual(["/tree/c/e"]);
    expect(second.NextToken).toBeUndefined();
    await expect(byPath({ NextToken: "!" })).rejects.toMatchObject({ name: "InvalidNextToken" });
    await expect(byPath({ Path: "tree" })).rejects.toMatchObject({ name: "ValidationException" });
  });

  it("are described without their values, through filters", async () => {
    const describe = (filter: object) =>
      ssm.send(new DescribeParametersCommand({ ParameterFilters: [{ Key: "Name", ...filter }] }));
    expect(names((await describe({ Option: "BeginsWith", Values: ["/tree/c"] })).Parameters)).toEqual([
      "/tree/c/d",
      "/tree/c/e",
    ]);
    expect(names((await describe({ Values: ["/trees"] })).Parameters)).toEqual(["/trees"]);
    expect(
      names((await describe({ Key: "Path", Option: "Recursive", Values: ["/tree/c"] })).Parameters),
    ).toHaveLength(2);
    await expect(describe({ Key: "KeyId", Values: ["x"] })).rejects.toMatchObject({
      name: "InvalidFilterKey",
    });
    await expect(describe({ Option: "Sounds", Values: ["x"] })).rejects.toMatchObject({
      name: "InvalidFilterOption",
    });
  });

  it("are deleted together", async () => {
    const answer = await ssm.send(new DeleteParametersCommand({ Names: ["/trees", "/none"] }));
    expect(answer).toMatchObject({ DeletedParameters: ["/trees"], InvalidParameters: ["/none"] });
  });
});

describe("tags", () => {
  it("are added, listed and removed", async () => {
    await put("/tagged", { Tags: [{ Key: "a", Value: "1" }] });
    const resource = { ResourceType: "Parameter", ResourceId: "/tagged" } as const;
    await ssm.send(new AddTagsToResourceCommand({ ...resource, Tags: [{ Key: "b", Value: "2" }] }));
    await ssm.send(new RemoveTagsFromResourceCommand({ ...resource, TagKeys: ["a"] }));
    expect((await ssm.send(new ListTagsForResourceCommand(resource))).TagList).toEqual([
      { Key: "b", Value: "2" },
    ]);
  });
});

it("refuses labels by name", async () => {
  const labelling = ssm.send(new LabelParameterVersionCommand({ Name: "/kept", Labels: ["live"] }));
  await expect(labelling).rejects.toThrow("does not support ssm:LabelParameterVersion");
});

it("keeps parameters over a restart", async () => {
  const first = await startTestCloud({
    stateDir: cloud.stateDir,
    engines: (context) => [createSsmEngine(context)],
  });
  const { Parameter } = await new SSMClient(first.client).send(new GetParameterCommand({ Name: "/read/a" }));
  await first.close();
  expect(Parameter).toMatchObject({ Value: "two", Version: 2 });
});
