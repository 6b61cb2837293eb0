import { describe, expect, it } from "vitest";
import { deployGatewayResponses } from "../../src/deploy-gateway-responses.ts";
import { dropSharedRole } from "../../src/drop-shared-role.ts";
import { setStage } from "../../src/set-stage.ts";
import type { Template } from "../../src/template.ts";

const functionWith = (role: string) => ({
  Type: "AWS::Lambda::Function",
  Properties: { Role: { "Fn::GetAtt": [role, "Arn"] } },
});

const templateOf = (Resources: Template["Resources"]): Template => ({ Resources });

describe("the shared role", () => {
  const shared = { Type: "AWS::IAM::Role" };

  it("is dropped when each function has its own", () => {
    const template = templateOf({
      IamRoleLambdaExecution: shared,
      GetMe: functionWith("GetMeIamRoleLambdaExecution"),
    });
    dropSharedRole(template);
    expect(Object.keys(template.Resources)).toEqual(["GetMe"]);
  });

  it("is refused, naming the function that still has it", () => {
    const template = templateOf({
      IamRoleLambdaExecution: shared,
      GetMe: functionWith("IamRoleLambdaExecution"),
    });
    expect(() => dropSharedRole(template)).toThrow(/no role of their own: GetMe/);
  });
});

describe("the stage", () => {
  const settings = { rateLimit: 200, burstLimit: 100, tracing: true, metrics: false };

  it("gets throttling, tracing and metrics, and keeps what the deployment says", () => {
    const template = templateOf({
      Deployment1: { Type: "AWS::ApiGateway::Deployment", Properties: { StageName: "dev" } },
    });
    setStage(template, settings);
    expect(template.Resources.Deployment1?.Properties).toEqual({
      StageName: "dev",
      StageDescription: {
        ThrottlingRateLimit: 200,
        ThrottlingBurstLimit: 100,
        TracingEnabled: true,
        MetricsEnabled: false,
      },
    });
  });
});

describe("gateway responses", () => {
  it("come before the deployment that serves them", () => {
    const template = templateOf({
      Deployment1: { Type: "AWS::ApiGateway::Deployment", DependsOn: ["Method"] },
      Refused: { Type: "AWS::ApiGateway::GatewayResponse" },
      Method: { Type: "AWS::ApiGateway::Method" },
    });
    deployGatewayResponses(template);
    expect(template.Resources.Deployment1?.DependsOn).toEqual(["Method", "Refused"]);
  });
});
