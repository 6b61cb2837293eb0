/**
 * The one table of resource types that come to nothing on a laptop, each with its reason. They still get an
 * id and attributes, so that what refers to them resolves.
 */
import { createHash } from "node:crypto";
import type { Json, JsonObject } from "../json.ts";
import type { ResourceContext, ResourceType } from "./resource-type.ts";

interface InertGroup {
  readonly reason: string;
  readonly types: readonly string[];
}

export const withoutLocalMeaning: readonly InertGroup[] = [
  {
    reason: "alarms and dashboards watch CloudWatch metrics, which nothing records locally",
    types: [
      "AWS::CloudWatch::Alarm",
      "AWS::CloudWatch::CompositeAlarm",
      "AWS::CloudWatch::Dashboard",
      "AWS::CloudWatch::AnomalyDetector",
    ],
  },
  {
    reason: "functions log to the terminal of the process that hosts them",
    types: [
      "AWS::Logs::LogGroup",
      "AWS::Logs::LogStream",
      "AWS::Logs::MetricFilter",
      "AWS::Logs::QueryDefinition",
      "AWS::Logs::ResourcePolicy",
    ],
  },
  {
    reason: "API Gateway's account-wide logging role; local APIs log to the terminal",
    types: ["AWS::ApiGateway::Account", "Custom::ApiGatewayAccountRole"],
  },
  {
    reason: "APIs are served from the working tree: there is nothing to deploy to a stage",
    types: ["AWS::ApiGateway::Deployment"],
  },
  {
    reason: "functions run from the working tree: $LATEST is the only version",
    types: ["AWS::Lambda::Version"],
  },
  {
    reason: "the endpoint listens on 127.0.0.1 only; there is nobody to filter",
    types: ["AWS::WAFv2::WebACL", "AWS::WAFv2::WebACLAssociation", "AWS::WAFv2::IPSet"],
  },
  {
    reason: "no emulator of DAX exists; repositories read the table itself unless DAX_ENDPOINT is set",
    types: ["AWS::DAX::Cluster", "AWS::DAX::ParameterGroup", "AWS::DAX::SubnetGroup"],
  },
  {
    reason: "network for the DAX cluster; everything local is on the loopback interface",
    types: [
      "AWS::EC2::VPC",
      "AWS::EC2::Subnet",
      "AWS::EC2::SecurityGroup",
      "AWS::EC2::SecurityGroupIngress",
      "AWS::EC2::SecurityGroupEgress",
      "AWS::EC2::RouteTable",
      "AWS::EC2::Route",
      "AWS::EC2::SubnetRouteTableAssociation",
      "AWS::EC2::VPCEndpoint",
    ],
  },
  {
    reason: "traces go nowhere locally; functions carry the traceparent of their caller all the same",
    types: ["AWS::XRay::Group", "AWS::XRay::SamplingRule"],
  },
];

type Attributes = Readonly<Record<string, Json>>;

interface Face {
  readonly physicalId: string;
  readonly attributes: Attributes;
}

type FaceOf = (properties: JsonObject, context: ResourceContext, id: string) => Face;

const arn = ({ region, accountId }: ResourceContext, service: string, rest: string): string =>
  `arn:aws:${service}:${region}:${accountId}:${rest}`;

const named = (properties: JsonObject, property: string, fallback: string): string =>
  typeof properties[property] === "string" ? properties[property] : fallback;

/** Ids and attributes that templates refer to; any other type has its id and its own `Arn`. */
const faces: Readonly<Record<string, FaceOf>> = {
  "AWS::Logs::LogGroup": (properties, context, id) => {
    const name = named(properties, "LogGroupName", id);
    return { physicalId: name, attributes: { Arn: arn(context, "logs", `log-group:${name}:*`) } };
  },
  "AWS::CloudWatch::Alarm": (properties, context, id) => {
    const name = named(properties, "AlarmName", id);
    return { physicalId: name, attributes: { Arn: arn(context, "cloudwatch", `alarm:${name}`) } };
  },
  // Its logical id carries the time of packaging; its id must not, or each package would change the stage.
  "AWS::ApiGateway::Deployment": (properties) => {
    const id = named(properties, "RestApiId", "deployment").slice(0, 6);
    return { physicalId: id, attributes: { DeploymentId: id } };
  },
  "AWS::Lambda::Version": (properties, context) => {
    const name = named(properties, "FunctionName", "").split(":").pop() ?? "";
    return {
      physicalId: `${arn(context, "lambda", `function:${name}`)}:$LATEST`,
      attributes: { Version: "$LATEST", FunctionArn: arn(context, "lambda", `function:${name}:$LATEST`) },
    };
  },
  "AWS::DAX::Cluster": (properties, context, id) => {
    const name = named(properties, "ClusterName", id);
    return {
      physicalId: name,
      attributes: {
        Arn: arn(context, "dax", `cache/${name}`),
        // Empty: whoever reads it falls back to the table.
        ClusterDiscoveryEndpoint: "",
        ClusterDiscoveryEndpointURL: "",
      },
    };
  },
  "AWS::EC2::VPC": (_properties, _context, id) => ({
    physicalId: `vpc-${id}`,
    attributes: { VpcId: `vpc-${id}`, DefaultSecurityGroup: `sg-${id}` },
  }),
  "AWS::EC2::SecurityGroup": (_properties, _context, id) => ({
    physicalId: `sg-${id}`,
    attributes: { GroupId: `sg-${id}` },
  }),
  "AWS::EC2::Subnet": (_properties, _context, id) => ({
    physicalId: `subnet-${id}`,
    attributes: { SubnetId: `subnet-${id}` },
  }),
};

const stableId = ({ stackName, logicalId }: ResourceContext): string =>
  createHash("sha256").update(`${stackName}/${logicalId}`).digest("hex").slice(0, 17);

const faceOf = (type: string, properties: JsonObject, context: ResourceContext): Face => {
  const id = stableId(context);
  const service = type.split("::")[1]?.toLowerCase() ?? "local";
  return (
    faces[type]?.(properties, context, id) ?? {
      physicalId: `${context.logicalId}-${id}`,
      attributes: { Arn: arn(context, service, `${context.logicalId}/${id}`) },
    }
  );
};

/** A resource that is remembered, and nothing else. */
export const inertResource = (type: string, reason: string): ResourceType => ({
  type,
  nameProperty: undefined,
  withoutLocalMeaning: reason,
  check: () => undefined,
  changeBetween: () => ({ kind: "none", replacing: [] }),
  find: async () => [],
  create: async (properties, context) => faceOf(type, properties, context),
  update: async (properties, _current, context) => faceOf(type, properties, context),
  remove: async () => undefined,
});
