import type { Access } from "../../../gateway/engine.ts";
import type { ConditionContext } from "../../../iam/policy.ts";
import type { Arns } from "../arns.ts";
import type { AttributeValue, Item } from "../item.ts";
import type { TableCatalog } from "../table-catalog.ts";
import type { TableSettings } from "../table-settings.ts";

/** What is needed to say which access a call asks for. */
export interface AccessScope {
  readonly arns: Arns;
  readonly catalog: Pick<TableCatalog, "get">;
  readonly settings: Pick<TableSettings, "policyDocument">;
}

/**
 * Stands for a partition key that cannot be told from the request. No policy names it, so a condition on
 * `dynamodb:LeadingKeys` refuses the call instead of passing for want of a value.
 */
export const unknownLeadingKey = "\u0000unknown";

/** A key value as policies write it: strings and numbers as they are, binary as base64. */
export const keyText = (value: AttributeValue | undefined): string => {
  const text = value?.S ?? value?.N ?? value?.B;
  return typeof text === "string" ? text : unknownLeadingKey;
};

/** Access to a table, or to an index of it, under the table's resource policy. */
export const tableAccess = (
  { arns, settings }: AccessScope,
  action: string,
  table: string,
  { index, context }: { readonly index?: string | undefined; readonly context?: ConditionContext } = {},
): Access => {
  const name = arns.tableName(table);
  const resourcePolicy = settings.policyDocument(arns.table(name));
  return {
    action: `dynamodb:${action}`,
    resources: [index === undefined ? arns.table(name) : arns.index(name, index)],
    ...(context ? { context } : {}),
    ...(resourcePolicy ? { resourcePolicy } : {}),
  };
};

/** `dynamodb:LeadingKeys` of the items of one table. Absent when the table is unknown: the call fails anyway. */
export const leadingKeys = (
  { arns, catalog }: AccessScope,
  table: string,
  items: readonly Item[],
): ConditionContext => {
  const entry = catalog.get(arns.tableName(table));
  return entry ? { "dynamodb:LeadingKeys": items.map((item) => keyText(item[entry.hashKey])) } : {};
};

/** Leaves out what the request does not say: an absent key is absent, not empty. */
export const conditions = (
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
): ConditionContext =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [[key, value]],
    ),
  );
