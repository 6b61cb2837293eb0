/** What sends messages to dead-letter queues: queues, subscriptions, stream mappings, asynchronous invocations. */
import {
  GetFunctionEventInvokeConfigCommand,
  paginateListEventSourceMappings,
  paginateListFunctions,
} from "@aws-sdk/client-lambda";
import { GetSubscriptionAttributesCommand, paginateListSubscriptions } from "@aws-sdk/client-sns";
import { nameOfArn, type Queue } from "./queues.ts";
import type { Target } from "./target.ts";

export type Source =
  | { readonly kind: "queue"; readonly name: string; readonly maxReceiveCount: number }
  /** Deliveries of a topic that failed. */
  | { readonly kind: "subscription"; readonly topic: string; readonly endpoint: string }
  /** A stream's records that a function did not get done: its messages are pointers into the stream. */
  | { readonly kind: "stream"; readonly stream: string; readonly functionName: string }
  /** Asynchronous invocations that failed. */
  | { readonly kind: "invocations"; readonly functionName: string };

/** Sources by the ARN of the queue that they send to. */
export type Sources = ReadonlyMap<string, readonly Source[]>;

/** What has been found, and what could not be looked at. */
export interface Survey {
  readonly sources: Sources;
  readonly remarks: readonly string[];
}

type Finding = readonly [arn: string, source: Source];

/** `arn:aws:dynamodb:us-east-1:123456789012:table/todos/stream/2026-...` -> `todos` */
export const streamName = (arn: string): string => {
  const [, , service, , , ...rest] = arn.split(":");
  const resource = rest.join(":");
  return (service === "dynamodb" ? resource.split("/")[1] : resource.split("/").at(-1)) ?? arn;
};

const isQueue = (arn: string | undefined): arn is string => arn?.split(":")[2] === "sqs";

const ofQueues = (queues: readonly Queue[]): Finding[] =>
  queues.flatMap(({ name, redrive }): Finding[] =>
    redrive ? [[redrive.targetArn, { kind: "queue", name, maxReceiveCount: redrive.maxReceiveCount }]] : [],
  );

const ofSubscriptions = async ({ sns }: Target, prefix: string): Promise<Finding[]> => {
  const found: Finding[] = [];
  for await (const { Subscriptions = [] } of paginateListSubscriptions({ client: sns }, {}))
    for (const { SubscriptionArn = "", TopicArn = "", Endpoint = "" } of Subscriptions) {
      // One that waits to be confirmed has no ARN yet.
      if (!SubscriptionArn.startsWith("arn:") || !nameOfArn(TopicArn).startsWith(prefix)) continue;
      const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
      const { deadLetterTargetArn } = JSON.parse(Attributes?.RedrivePolicy || "{}") as {
        deadLetterTargetArn?: string;
      };
      if (deadLetterTargetArn)
        found.push([
          deadLetterTargetArn,
          { kind: "subscription", topic: nameOfArn(TopicArn), endpoint: Endpoint },
        ]);
    }
  return found;
};

const ofMappings = async ({ lambda }: Target): Promise<Finding[]> => {
  const found: Finding[] = [];
  for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings({ client: lambda }, {}))
    for (const { DestinationConfig, EventSourceArn = "", FunctionArn = "" } of EventSourceMappings) {
      const arn = DestinationConfig?.OnFailure?.Destination;
      if (isQueue(arn))
        found.push([
          arn,
          { kind: "stream", stream: streamName(EventSourceArn), functionName: nameOfArn(FunctionArn) },
        ]);
    }
  return found;
};

const ofInvocations = async ({ lambda }: Target, prefix: string): Promise<Finding[]> => {
  const found: Finding[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client: lambda }, {}))
    for (const { FunctionName = "", DeadLetterConfig } of Functions) {
      if (!FunctionName.startsWith(prefix)) continue;
      const config = await lambda
        .send(new GetFunctionEventInvokeConfigCommand({ FunctionName }))
        .catch((error: unknown) => {
          if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined;
          throw error;
        });
      const arns = [config?.DestinationConfig?.OnFailure?.Destination, DeadLetterConfig?.TargetArn];
      for (const arn of arns)
        if (isQueue(arn)) found.push([arn, { kind: "invocations", functionName: FunctionName }]);
    }
  return found;
};

const denied = (error: unknown): boolean =>
  error instanceof Error && /^(AccessDenied|AuthorizationError|UnauthorizedOperation)/.test(error.name);

/**
 * Looks for everything that sends to dead-letter queues.
 *
 * @param queues whose redrive policies count
 * @param prefix names of the topics that are looked at; functions are named after their service, then the stage
 */
export const survey = async (target: Target, queues: readonly Queue[], prefix: string): Promise<Survey> => {
  const remarks: string[] = [];
  const unlessDenied = async (what: string, look: Promise<Finding[]>): Promise<Finding[]> => {
    try {
      return await look;
    } catch (error) {
      if (!denied(error)) throw error;
      remarks.push(`not allowed to look at ${what}, so their dead-letter queues may be missing here`);
      return [];
    }
  };
  const found = await Promise.all([
    ofQueues(queues),
    unlessDenied("subscriptions (sns:ListSubscriptions)", ofSubscriptions(target, prefix)),
    unlessDenied("stream mappings (lambda:ListEventSourceMappings)", ofMappings(target)),
    unlessDenied("functions (lambda:ListFunctions)", ofInvocations(target, prefix ? "skein-" : "")),
  ]);
  const sources = new Map<string, Source[]>();
  for (const [arn, source] of found.flat()) sources.set(arn, [...(sources.get(arn) ?? []), source]);
  return { sources, remarks };
};
