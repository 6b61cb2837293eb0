import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  paginateListDeadLetterSourceQueues,
  paginateListQueues,
  QueueDoesNotExist,
  type SQSClient,
} from "@aws-sdk/client-sqs";

export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  /** Messages that wait to be received. All counts are SQS's own estimates. */
  readonly visible: number;
  /** Messages that somebody received and has neither deleted nor given back. */
  readonly inFlight: number;
  readonly delayed: number;
  /** Where its own messages go that are not handled. */
  readonly redrive: { readonly targetArn: string; readonly maxReceiveCount: number } | undefined;
}

/** `arn:aws:sqs:us-east-1:123456789012:orders-dlq` -> `orders-dlq` */
export const nameOfArn = (arn: string): string => arn.split(":").at(-1) ?? arn;

const redriveOf = (policy: string | undefined): Queue["redrive"] => {
  if (!policy) return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(policy) as Record<string, unknown>;
  return { targetArn: String(deadLetterTargetArn), maxReceiveCount: Number(maxReceiveCount) };
};

/** @throws {QueueDoesNotExist} */
export const describeQueue = async (sqs: SQSClient, url: string): Promise<Queue> => {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: [
        "QueueArn",
        "RedrivePolicy",
        "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible",
        "ApproximateNumberOfMessagesDelayed",
      ],
    }),
  );
  const arn = Attributes.QueueArn ?? "";
  return {
    name: nameOfArn(arn),
    arn,
    url,
    visible: Number(Attributes.ApproximateNumberOfMessages),
    inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
    delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed),
    redrive: redriveOf(Attributes.RedrivePolicy),
  };
};

const unlessGone = (error: unknown): undefined => {
  if (error instanceof QueueDoesNotExist) return undefined;
  throw error;
};

/** All queues whose names start with `prefix`. */
export const listQueues = async (sqs: SQSClient, prefix: string): Promise<readonly Queue[]> => {
  const found: (Queue | undefined)[] = [];
  const pages = paginateListQueues(
    { client: sqs },
    { MaxResults: 1_000, ...(prefix && { QueueNamePrefix: prefix }) },
  );
  // A few at a time: an account's queues may be many, and its quota is everybody's.
  for await (const { QueueUrls = [] } of pages)
    for (let at = 0; at < QueueUrls.length; at += 10)
      found.push(
        ...(await Promise.all(
          QueueUrls.slice(at, at + 10).map((url) => describeQueue(sqs, url).catch(unlessGone)),
        )),
      );
  return found.filter((queue) => queue !== undefined);
};

/**
 * The first queue that has one of the names.
 *
 * @param names also ARNs or URLs
 */
export const findQueue = async (sqs: SQSClient, names: readonly string[]): Promise<Queue | undefined> => {
  for (const name of names) {
    const QueueName = name.split(/[:/]/).at(-1) ?? name;
    const answer = await sqs.send(new GetQueueUrlCommand({ QueueName })).catch(unlessGone);
    if (answer?.QueueUrl) return describeQueue(sqs, answer.QueueUrl);
  }
  return undefined;
};

/** The queues whose unhandled messages go to `queue`. */
export const sourceQueuesOf = async (sqs: SQSClient, queue: Queue): Promise<readonly Queue[]> => {
  const found: Queue[] = [];
  for await (const { queueUrls = [] } of paginateListDeadLetterSourceQueues(
    { client: sqs },
    { QueueUrl: queue.url, MaxResults: 1_000 },
  ))
    for (const url of queueUrls) found.push(await describeQueue(sqs, url));
  return found;
};
