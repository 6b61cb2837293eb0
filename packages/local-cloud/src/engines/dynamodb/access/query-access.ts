import type { Access } from "../../../gateway/engine.ts";
import type { AttributeValue, Item } from "../item.ts";
import { attributesIn } from "./attribute-names.ts";
import { type AccessScope, conditions, keyText, tableAccess, unknownLeadingKey } from "./table-access.ts";

export interface QueryInput {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly Select?: string;
  readonly KeyConditionExpression?: string;
  readonly KeyConditions?: Readonly<
    Record<string, { readonly AttributeValueList?: readonly AttributeValue[] }>
  >;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly AttributesToGet?: readonly string[];
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
  readonly ReturnConsumedCapacity?: string;
}

const equality = /([#:]?[A-Za-z0-9_.-]+)\s*=\s*([#:]?[A-Za-z0-9_.-]+)/g;

/** The partition key value that a query is for; a query always states it as an equality. */
const leadingKeyOf = (input: QueryInput, hashKey: string): string => {
  const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = input;
  const legacy = input.KeyConditions?.[hashKey]?.AttributeValueList?.[0];
  if (legacy) return keyText(legacy);
  for (const [, left = "", right = ""] of (input.KeyConditionExpression ?? "").matchAll(equality)) {
    if ((names[left] ?? left) === hashKey && right.startsWith(":")) return keyText(values[right]);
    if ((names[right] ?? right) === hashKey && left.startsWith(":")) return keyText(values[left]);
  }
  return unknownLeadingKey;
};

const hashKeyOf = ({ arns, catalog }: AccessScope, input: QueryInput): string | undefined => {
  const entry = catalog.get(arns.tableName(input.TableName));
  return input.IndexName === undefined ? entry?.hashKey : entry?.indexHashKeys.get(input.IndexName);
};

/** Access of Query and Scan, on the index when one is named. */
export const queryAccess = (scope: AccessScope, action: "Query" | "Scan", input: QueryInput): Access => {
  const { ExpressionAttributeNames: names } = input;
  const projected = [...attributesIn(input.ProjectionExpression, names), ...(input.AttributesToGet ?? [])];
  const conditioned = [
    ...attributesIn(input.KeyConditionExpression, names),
    ...Object.keys(input.KeyConditions ?? {}),
    ...attributesIn(input.FilterExpression, names),
  ];
  const hashKey = action === "Query" ? hashKeyOf(scope, input) : undefined;
  return tableAccess(scope, action, input.TableName, {
    index: input.IndexName,
    context: conditions({
      // A scan has none, so policies that rely on leading keys must not allow Scan: as on AWS.
      "dynamodb:LeadingKeys": hashKey === undefined ? undefined : [leadingKeyOf(input, hashKey)],
      "dynamodb:Attributes": projected.length > 0 ? [...new Set([...projected, ...conditioned])] : undefined,
      "dynamodb:Select":
        input.Select ??
        (projected.length > 0
          ? "SPECIFIC_ATTRIBUTES"
          : input.IndexName === undefined
            ? "ALL_ATTRIBUTES"
            : "ALL_PROJECTED_ATTRIBUTES"),
      "dynamodb:ReturnConsumedCapacity": input.ReturnConsumedCapacity,
    }),
  });
};
