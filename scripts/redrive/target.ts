import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { type AwsAccess, type AwsOptions, findAws } from "../command/aws-access.ts";

/** Where queues are, with a client for each service that has to do with them. */
export interface Target extends Pick<AwsAccess, "kind"> {
  /** For people: `the local cloud at http://127.0.0.1:4566 (us-east-1)`. */
  readonly name: string;
  readonly region: string;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  readonly lambda: LambdaClient;
  readonly streams: DynamoDBStreamsClient;
  close(): void;
}

/** @throws {UsageError | CommandFailure} */
export const openTarget = async (root: string, options: AwsOptions): Promise<Target> => {
  const { kind, clientConfig, nameIn } = await findAws(root, options);
  const sqs = new SQSClient(clientConfig());
  const region = await sqs.config.region();
  const clients = {
    sqs,
    sns: new SNSClient(clientConfig()),
    lambda: new LambdaClient(clientConfig()),
    streams: new DynamoDBStreamsClient(clientConfig()),
  };
  const close = () => {
    for (const client of Object.values(clients)) client.destroy();
  };
  return { kind, name: await nameIn(region), region, ...clients, close };
};
