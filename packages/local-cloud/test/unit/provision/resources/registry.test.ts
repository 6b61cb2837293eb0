import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../../src/provision/json.ts";
import { resourceTypes } from "../../../../src/provision/resources/registry.ts";
import { withoutLocalMeaning } from "../../../../src/provision/resources/without-local-meaning.ts";
import { contextFor } from "../support/resource-context.ts";

const create = async (type: string, properties: JsonObject = {}, logicalId = "It") =>
  (await resourceTypes.find(type)).create(properties, contextFor(logicalId));

describe("the registry of resource types", () => {
  it.each([
    ["AWS::CloudFormation::Stack", /nested stacks are not run/],
    ["AWS::Cognito::UserPoolDomain", /hosted sign-in pages are not served/],
    ["AWS::DynamoDB::GlobalTable", /declare an AWS::DynamoDB::Table/],
    ["AWS::ApiGateway::VpcLink", /AWS::ApiGateway::VpcLink is not supported/],
    ["Custom::S3", /Custom::S3 is not supported: the local cloud does not know it/],
    ["AWS::SQS::Queu", /AWS::SQS::Queu is not supported/],
  ])("refuses %s by name", async (type, message) => {
    await expect(resourceTypes.find(type)).rejects.toThrow(message);
  });

  it("lets each type be in one place only", () => {
    const names = withoutLocalMeaning.flatMap(({ types }) => types);
    expect(names).toEqual([...new Set(names)]);
  });

  it("has a reason for every type without local meaning", async () => {
    for (const { types, reason } of withoutLocalMeaning)
      for (const type of types) expect((await resourceTypes.find(type)).withoutLocalMeaning).toBe(reason);
  });
});

describe("types without local meaning", () => {
  it("get ids and attributes that stay the same", async () => {
    const alarm = await create("AWS::CloudWatch::CompositeAlarm");
    expect(alarm).toEqual(await create("AWS::CloudWatch::CompositeAlarm"));
    expect(alarm).not.toEqual(await create("AWS::CloudWatch::CompositeAlarm", {}, "Other"));
  });

  it.each<[string, JsonObject, object]>([
    [
      "AWS::Logs::LogGroup",
      { LogGroupName: "/aws/lambda/f" },
      {
        physicalId: "/aws/lambda/f",
        attributes: { Arn: "arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/f:*" },
      },
    ],
    [
      "AWS::Lambda::Version",
      { FunctionName: "f" },
      { physicalId: "arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST" },
    ],
    ["AWS::DAX::Cluster", { ClusterName: "c" }, { attributes: { ClusterDiscoveryEndpointURL: "" } }],
    ["AWS::EC2::SecurityGroup", {}, { attributes: { GroupId: expect.stringMatching(/^sg-/) } }],
  ])("answer as templates use them: %s", async (type, properties, face) => {
    expect(await create(type, properties)).toMatchObject(face);
  });

  it("give a deployment the same id whatever its logical id, which carries the time of packaging", async () => {
    const deployment = (logicalId: string) =>
      create("AWS::ApiGateway::Deployment", { RestApiId: "abc1234567" }, logicalId);
    expect(await deployment("Deployment1")).toEqual(await deployment("Deployment2"));
  });
});

describe("REST APIs", () => {
  it("have ids as API Gateway forms them, the same for the same place in a stack", async () => {
    const api = await create("AWS::ApiGateway::RestApi", { Name: "api" });
    expect(api.physicalId).toMatch(/^[a-z0-9]{10}$/);
    expect(api.attributes.RootResourceId).toMatch(/^[a-z0-9]{10}$/);
    expect(api.attributes.RootResourceId).not.toBe(api.physicalId);
    expect(await create("AWS::ApiGateway::RestApi", { Name: "api" })).toEqual(api);
  });

  it("have keys with the given value, or a random one", async () => {
    const given = await create("AWS::ApiGateway::ApiKey", { Value: "01234567890123456789" });
    expect(given.attributes.Value).toBe("01234567890123456789");
    const random = await create("AWS::ApiGateway::ApiKey");
    expect(random.attributes.Value).toMatch(/^[0-9a-f]{40}$/);
    expect((await create("AWS::ApiGateway::ApiKey")).attributes.Value).not.toBe(random.attributes.Value);
  });

  it("refuse properties that API Gateway does not have", async () => {
    const method = await resourceTypes.find("AWS::ApiGateway::Method");
    expect(() => method.check({ HttpMethod: "GET", AuthorisationType: "NONE" }, "M")).toThrow(
      /AuthorisationType/,
    );
    expect(method.changeBetween({ AuthorizationType: "NONE" }, { AuthorizationType: "AWS_IAM" }).kind).toBe(
      "update",
    );
  });
});
