import { TemplateError } from "../errors.ts";
import { isObject } from "../json.ts";
import type { ResourceType } from "./resource-type.ts";

/** The logical id that the Serverless Framework gives to the bucket it uploads packages to. */
const deploymentBucket = "ServerlessDeploymentBucket";

const reason = "the code is hosted from the working tree: nothing is uploaded";

const refuse = (logicalId: string): never => {
  throw new TemplateError(
    `the bucket ${logicalId} is not supported: there is no engine for S3 yet; only ${deploymentBucket} is let through`,
  );
};

const inert = { nameProperty: undefined, withoutLocalMeaning: reason } as const;
const nothing: Pick<ResourceType, "changeBetween" | "find" | "remove"> = {
  changeBetween: () => ({ kind: "none", replacing: [] }),
  find: async () => [],
  remove: async () => undefined,
};

/** Each packaged service has one; it comes to nothing here, but is named by functions and outputs. */
export const bucket: ResourceType = {
  ...inert,
  ...nothing,
  type: "AWS::S3::Bucket",
  check: (_properties, logicalId) => {
    if (logicalId !== deploymentBucket) refuse(logicalId);
  },
  create: async (_properties, { stackName, region }) => {
    const name = `${stackName}-serverlessdeploymentbucket`.toLowerCase();
    return {
      physicalId: name,
      attributes: {
        Arn: `arn:aws:s3:::${name}`,
        DomainName: `${name}.s3.amazonaws.com`,
        RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
      },
    };
  },
  update: async (_properties, { physicalId, attributes }) => ({ physicalId, attributes }),
};

export const bucketPolicy: ResourceType = {
  ...inert,
  ...nothing,
  type: "AWS::S3::BucketPolicy",
  check: ({ Bucket }, logicalId) => {
    if (!isObject(Bucket) || Bucket.Ref !== deploymentBucket) refuse(`of the policy ${logicalId}`);
  },
  create: async (_properties, { logicalId }) => ({ physicalId: logicalId, attributes: {} }),
  update: async (_properties, { physicalId, attributes }) => ({ physicalId, attributes }),
};
