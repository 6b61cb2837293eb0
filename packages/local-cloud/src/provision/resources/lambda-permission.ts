import { isObject } from "../json.ts";
import { unlessAbsent } from "./absent.ts";
import { immutable, type Properties, refused } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { required, text } from "./shape.ts";

const properties = {
  Action: immutable(required(text)),
  FunctionName: immutable(required(text)),
  Principal: immutable(required(text)),
  PrincipalOrgID: immutable(text),
  SourceAccount: immutable(text),
  SourceArn: immutable(text),
  EventSourceToken: refused("there are no Alexa skills"),
  FunctionUrlAuthType: refused("function URLs are not served"),
  InvokedViaFunctionUrl: refused("function URLs are not served"),
} as const;

type Permission = Properties<typeof properties>;

const statementIds = async (
  permission: Permission,
  { clients }: ResourceContext,
): Promise<readonly string[]> => {
  const lambda = await clients.lambda();
  const found = await unlessAbsent(lambda.getPolicy({ FunctionName: permission.FunctionName }));
  const policy: unknown = JSON.parse(found?.Policy ?? "{}");
  const statements = isObject(policy) && Array.isArray(policy.Statement) ? policy.Statement : [];
  return statements.flatMap((statement: unknown) =>
    isObject(statement) && typeof statement.Sid === "string" ? [statement.Sid] : [],
  );
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
export const permission = defineResource({
  type: "AWS::Lambda::Permission",
  properties,
  find: async (permission, context) => {
    const ids = await statementIds(permission, context);
    return ids.filter((id) => id === context.generatedName(100));
  },
  create: async (permission, context) => {
    const StatementId = context.generatedName(100);
    await (await context.clients.lambda()).addPermission({ ...permission, StatementId });
    return { physicalId: StatementId, attributes: { Id: StatementId } };
  },
  // Every property makes a new statement.
  update: async (_permission, { physicalId, attributes }) => ({ physicalId, attributes }),
  remove: async (StatementId, { FunctionName }, { clients }) => {
    await unlessAbsent((await clients.lambda()).removePermission({ FunctionName, StatementId }));
  },
});
