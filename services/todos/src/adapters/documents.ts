/** The calls on tables that this service makes, in plain JavaScript values; DynamoDB or DAX answers them. */

export type Document = Record<string, unknown>;

interface Condition {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Document;
}

/** The members are those of the DynamoDB API, https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/ */
export interface Documents {
  /** Whether reads may ask for the newest state. A consistent read goes around DAX, so there they do not. */
  readonly consistentReads: boolean;
  get(input: { TableName: string; Key: Document; ConsistentRead: boolean }): Promise<{ Item?: Document }>;
  put(input: Condition & { TableName: string; Item: Document }): Promise<void>;
  delete(
    input: Condition & { TableName: string; Key: Document; ReturnValues: "ALL_OLD" },
  ): Promise<{ Attributes?: Document }>;
  query(input: QueryInput): Promise<{ Items: Document[]; LastEvaluatedKey?: Document }>;
}

export interface QueryInput {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly KeyConditionExpression: string;
  readonly ExpressionAttributeValues: Document;
  readonly ExclusiveStartKey?: Document;
  readonly ScanIndexForward: boolean;
  readonly Limit: number;
  readonly ConsistentRead: boolean;
}

/** Whether a write was refused because its condition does not hold; DynamoDB and DAX name it alike. */
export const isConditionFailure = (error: unknown): boolean =>
  error instanceof Error &&
  [error.name, "code" in error && error.code].includes("ConditionalCheckFailedException");
