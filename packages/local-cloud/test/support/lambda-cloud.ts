/** A cloud with Lambda, SQS, SNS-free, and on demand DynamoDB and Kinesis, with one function host, for one test file. */
import { CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { createDynamoDbEngine } from "../../src/engines/dynamodb/dynamodb-engine.ts";
import { createKinesisEngine } from "../../src/engines/kinesis/kinesis-engine.ts";
import { createLambdaEngine, type LambdaEngine } from "../../src/engines/lambda/lambda-engine.ts";
import { createSqsEngine } from "../../src/engines/sqs/sqs-engine.ts";
import { functionHostRoutes } from "../../src/functions/function-host-routes.ts";
import { createFunctionHosts } from "../../src/functions/function-hosts.ts";
import { createSourceWrites } from "../../src/functions/mappings/source-writes.ts";
import type { FunctionSettings } from "../../src/functions/settings.ts";
import type { Engine } from "../../src/gateway/engine.ts";
import type { LocalRoute } from "../../src/gateway/local-api.ts";
import type { PolicyDocument } from "../../src/iam/policy.ts";
import { startTestCloud, type TestCloud, type TestContext } from "./cloud.ts";
import { type Handler, startFunctionHost, type TestFunctionHost } from "./function-host.ts";

export interface LambdaCloud extends TestCloud {
  readonly lambda: LambdaClient;
  readonly sqs: SQSClient;
  readonly engine: LambdaEngine;
  readonly host: TestFunctionHost;
  /** Policies of the role that all functions of the test share; change them at any time. */
  setRolePolicies(policies: readonly PolicyDocument[]): void;
  /** Registers a function and, with a handler, hosts it. */
  addFunction(name: string, handler?: Handler, settings?: object): Promise<string>;
  announce(name: string, invokeUrl?: string): Promise<Response>;
  /** @returns the queue's URL and ARN */
  addQueue(name: string, attributes?: Record<string, string>): Promise<{ url: string; arn: string }>;
}

export const roleArn = "arn:aws:iam::000000000000:role/function-role";

const allowAll: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

export const startLambdaCloud = async (
  options: {
    dynamodb?: boolean;
    kinesis?: boolean;
    settings?: Partial<FunctionSettings>;
    stateDir?: string;
    /** More engines, to be closed first. */
    beside?: (context: TestContext) => readonly Engine[];
  } = {},
): Promise<LambdaCloud> => {
  let policies: readonly PolicyDocument[] = [allowAll];
  let routes: readonly LocalRoute[] = [];
  const engines: LambdaEngine[] = [];
  const host = await startFunctionHost();

  const cloud = await startTestCloud({
    ...(options.stateDir === undefined ? {} : { stateDir: options.stateDir }),
    policies: { ofRole: (arn) => (arn === roleArn ? policies : undefined) },
    localRoutes: () => routes,
    engines: async (context) => {
      const sourceWrites = createSourceWrites();
      const hosts = createFunctionHosts({ probeMs: 20 });
      const lambda = createLambdaEngine({
        ...context,
        functionHosts: hosts,
        sourceWrites,
        settings: { backoffMs: 10, hostProbeMs: 20, stopGraceMs: 200, ...options.settings },
      });
      engines.push(lambda);
      routes = functionHostRoutes({
        functions: lambda.functions,
        hosts,
        credentialsOf: ({ configuration }) => ({
          AccessKeyId: "ASIATEST",
          SecretAccessKey: "secret",
          SessionToken: configuration.FunctionName,
        }),
      });
      const dynamodb = options.dynamodb ? [await createDynamoDbEngine({ ...context, sourceWrites })] : [];
      const kinesis = options.kinesis
        ? [createKinesisEngine({ ...context, sourceWrites, stateChangeMs: 0 })]
        : [];
      // Lambda comes first, to be closed before what it polls.
      return [
        ...(options.beside?.(context) ?? []),
        lambda,
        createSqsEngine(context),
        ...dynamodb,
        ...kinesis,
      ];
    },
  });
  const [engine] = engines;
  if (!engine) throw new Error("The cloud has no Lambda engine");
  engine.start();

  const lambda = new LambdaClient(cloud.client);
  const sqs = new SQSClient(cloud.client);

  const announce = (name: string, invokeUrl = host.invokeUrl): Promise<Response> =>
    fetch(`${cloud.endpoint}/_local/functions/${name}/host`, {
      method: "PUT",
      headers: { authorization: `Bearer ${cloud.operatorSecret}` },
      body: JSON.stringify({ invokeUrl }),
    });

  return {
    ...cloud,
    lambda,
    sqs,
    engine,
    host,
    setRolePolicies: (next) => {
      policies = next;
    },
    announce,
    addFunction: async (name, handler, settings = {}) => {
      const { FunctionArn = "" } = await lambda.send(
        new CreateFunctionCommand({
          FunctionName: name,
          Runtime: "nodejs24.x",
          Role: roleArn,
          Handler: "index.handler",
          Code: { ZipFile: Buffer.from("no zip is kept") },
          ...settings,
        }),
      );
      if (handler) {
        host.handlers.set(name, handler);
        await announce(name);
      }
      return FunctionArn;
    },
    addQueue: async (name, attributes) => {
      const { QueueUrl = "" } = await sqs.send(
        new CreateQueueCommand({ QueueName: name, ...(attributes ? { Attributes: attributes } : {}) }),
      );
      return { url: QueueUrl, arn: `arn:aws:sqs:us-east-1:000000000000:${name}` };
    },
    close: async () => {
      await cloud.close();
      await host.close();
    },
  };
};
