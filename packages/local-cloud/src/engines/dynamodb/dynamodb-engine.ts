import type { Engine } from "../../gateway/engine.ts";

export interface DynamoDbOptions {
  readonly stateDir: string;
  readonly region: string;
  readonly accountId: string;
}

/** DynamoDB and DynamoDB Streams. */
export const createDynamoDbEngine = async (_options: DynamoDbOptions): Promise<Engine> => ({
  service: "dynamodb",
  protocol: "json-1.0",
  targets: ["DynamoDB_20120810", "DynamoDBStreams_20120810"],
  operations: {},
});
