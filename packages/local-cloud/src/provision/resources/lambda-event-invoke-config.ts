import { createHash } from "node:crypto";
import { unlessAbsent } from "./absent.ts";
import { immutable, mutable, type Properties } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { number, object, required, text } from "./shape.ts";

const destination = object({ Destination: required(text) });

const properties = {
  FunctionName: immutable(required(text)),
  Qualifier: immutable(required(text)),
  DestinationConfig: mutable(object({ OnFailure: destination, OnSuccess: destination })),
  MaximumEventAgeInSeconds: mutable(number),
  MaximumRetryAttempts: mutable(number),
} as const;

type EventInvokeConfig = Properties<typeof properties>;

/** Putting it again replaces all of it, hence no `find`, and one call for both. */
const put = async (config: EventInvokeConfig, { clients }: ResourceContext) => {
  await (await clients.lambda()).putFunctionEventInvokeConfig(config);
  const id = createHash("sha256").update(`${config.FunctionName}|${config.Qualifier}`).digest("hex");
  return { physicalId: id.slice(0, 20), attributes: {} };
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export const eventInvokeConfig = defineResource({
  type: "AWS::Lambda::EventInvokeConfig",
  properties,
  create: put,
  update: (config, _current, context) => put(config, context),
  remove: async (_id, { FunctionName, Qualifier }, { clients }) => {
    const lambda = await clients.lambda();
    await unlessAbsent(lambda.deleteFunctionEventInvokeConfig({ FunctionName, Qualifier }));
  },
});
