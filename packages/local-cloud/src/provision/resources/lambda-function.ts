import { given, unlessAbsent } from "./absent.ts";
import { ignored, immutable, mutable, type Properties, refused, unwatched } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { json, list, map, number, object, oneOf, required, text } from "./shape.ts";
import { tag, tagChange, tagMap } from "./tags.ts";

const properties = {
  FunctionName: immutable(text),
  Role: mutable(required(text)),
  Handler: mutable(text),
  Runtime: mutable(text),
  Description: mutable(text),
  MemorySize: mutable(number),
  Timeout: mutable(number),
  Environment: mutable(object({ Variables: map(text) })),
  DeadLetterConfig: mutable(object({ TargetArn: text })),
  ReservedConcurrentExecutions: mutable(number),
  Tags: mutable(list(tag)),
  // Its key carries the time of packaging: each package would be a change.
  Code: unwatched(
    "functions run from the working tree",
    required(object({ S3Bucket: required(text), S3Key: required(text), S3ObjectVersion: text })),
  ),
  Architectures: unwatched("functions run on this machine's processor", list(oneOf("x86_64", "arm64"))),
  PackageType: unwatched("functions run from the working tree", oneOf("Zip")),
  TracingConfig: unwatched(
    "traces go nowhere locally",
    object({ Mode: required(oneOf("Active", "PassThrough")) }),
  ),
  EphemeralStorage: unwatched("functions use this machine's disk", json),
  LoggingConfig: ignored("functions log to the terminal"),
  VpcConfig: ignored("everything local is on the loopback interface"),
  KmsKeyArn: ignored("environments lie in the local state folder, which only its owner can read"),
  SnapStart: ignored("Node.js functions have none"),
  RuntimeManagementConfig: ignored("functions run on the Node.js of this checkout"),
  RecursiveLoop: ignored("loops are not detected"),
  CodeSigningConfigArn: refused("signatures of code are not checked"),
  FileSystemConfigs: refused("there are no network file systems"),
  ImageConfig: refused("container images are not run; package the function as a zip"),
  Layers: refused("there are no layers; bundle what the function needs"),
} as const;

type LambdaFunction = Properties<typeof properties>;

const nameOf = (fn: LambdaFunction, context: ResourceContext): string =>
  fn.FunctionName ?? context.generatedName(64);

/** Complete, because a member left out of an update keeps its old value. */
const configurationOf = (fn: LambdaFunction) => ({
  Role: fn.Role,
  Handler: fn.Handler,
  Runtime: fn.Runtime as "nodejs24.x" | undefined,
  Description: fn.Description ?? "",
  MemorySize: fn.MemorySize ?? 128,
  Timeout: fn.Timeout ?? 3,
  Environment: { Variables: fn.Environment?.Variables ?? {} },
  DeadLetterConfig: { TargetArn: fn.DeadLetterConfig?.TargetArn ?? "" },
  TracingConfig: { Mode: fn.TracingConfig?.Mode ?? ("PassThrough" as const) },
});

const setConcurrency = async (
  FunctionName: string,
  before: number | undefined,
  after: number | undefined,
  { clients }: ResourceContext,
): Promise<void> => {
  if (before === after) return;
  const lambda = await clients.lambda();
  if (after === undefined) await lambda.deleteFunctionConcurrency({ FunctionName });
  else await lambda.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions: after });
};

/**
 * Registers the function with its role and environment. What runs is the working tree, by whoever hosts it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html
 */
export const lambdaFunction = defineResource({
  type: "AWS::Lambda::Function",
  properties,
  nameProperty: "FunctionName",
  find: async (fn, context) => {
    const FunctionName = nameOf(fn, context);
    const lambda = await context.clients.lambda();
    return (await unlessAbsent(lambda.getFunctionConfiguration({ FunctionName }))) ? [FunctionName] : [];
  },
  create: async (fn, context) => {
    const lambda = await context.clients.lambda();
    const FunctionName = nameOf(fn, context);
    const { DeadLetterConfig, ...configuration } = configurationOf(fn);
    const { FunctionArn } = await lambda.createFunction({
      ...configuration,
      ...(fn.DeadLetterConfig ? { DeadLetterConfig } : {}),
      FunctionName,
      Code: fn.Code,
      Architectures: fn.Architectures,
      PackageType: fn.PackageType,
      Tags: tagMap(fn.Tags),
    });
    await setConcurrency(FunctionName, undefined, fn.ReservedConcurrentExecutions, context);
    return { physicalId: FunctionName, attributes: { Arn: given(FunctionArn, "FunctionArn") } };
  },
  update: async (fn, { physicalId: FunctionName, attributes, properties: before }, context) => {
    const lambda = await context.clients.lambda();
    const { FunctionArn } = await lambda.updateFunctionConfiguration({
      FunctionName,
      ...configurationOf(fn),
    });
    await setConcurrency(
      FunctionName,
      before.ReservedConcurrentExecutions,
      fn.ReservedConcurrentExecutions,
      context,
    );
    const { added, removed } = tagChange(before.Tags, fn.Tags);
    if (removed.length > 0) await lambda.untagResource({ Resource: FunctionArn, TagKeys: removed });
    if (added.length > 0) await lambda.tagResource({ Resource: FunctionArn, Tags: tagMap(added) });
    return { physicalId: FunctionName, attributes };
  },
  remove: async (FunctionName, _fn, { clients }) => {
    await unlessAbsent((await clients.lambda()).deleteFunction({ FunctionName }));
  },
});
