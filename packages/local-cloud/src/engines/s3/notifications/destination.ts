/** Brings one message to a queue, a topic or a function, under the policy of that. */
import type { Dispatcher } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import { parseArn } from "../../../iam/arn.ts";
import type { Principal } from "../../../iam/principal.ts";
import { bucketArn } from "../buckets/bucket.ts";

export interface Destinations {
  /** @throws {AwsError} when the destination does not take it */
  send(bucket: string, destination: string, payload: string): Promise<void>;
  /**
   * Sends a test event, where one is due, and asks whether real ones would be taken.
   *
   * @throws {AwsError} when they would not
   */
  probe(bucket: string, destination: string, testEvent: string): Promise<void>;
  /** Whether its account has such a queue or topic, whoever may use it. */
  exists(destination: string): Promise<boolean>;
}

const queueUrlOf = (accountId: string, name: string): string => `/${accountId}/${name}`;

export const createDestinations = (dispatcher: Dispatcher, accountId: string): Destinations => {
  const principalOf = (bucket: string): Principal => ({
    kind: "service",
    service: "s3.amazonaws.com",
    sourceArn: bucketArn(bucket),
    sourceAccount: accountId,
  });

  const send: Destinations["send"] = async (bucket, destination, payload) => {
    const arn = parseArn(destination);
    const principal = principalOf(bucket);
    switch (arn?.service) {
      case "sqs":
        await dispatcher.call(
          "sqs",
          "SendMessage",
          { QueueUrl: queueUrlOf(arn.accountId, arn.resource), MessageBody: payload },
          principal,
        );
        return;
      case "sns":
        await dispatcher.call(
          "sns",
          "Publish",
          { TopicArn: destination, Message: payload, Subject: "Amazon S3 Notification" },
          principal,
        );
        return;
      case "lambda":
        await dispatcher.call(
          "lambda",
          "Invoke",
          {
            FunctionName: destination,
            InvocationType: "Event",
            Payload: Buffer.from(payload).toString("base64"),
          },
          principal,
        );
        return;
      default:
        throw new Error(`${destination} is no queue, topic or function`);
    }
  };

  const owner: Principal = { kind: "admin", arn: `arn:aws:iam::${accountId}:root`, accountId };
  const ask = async (destination: string): Promise<void> => {
    const arn = parseArn(destination);
    if (arn?.service === "sqs")
      await dispatcher.call("sqs", "GetQueueUrl", { QueueName: arn.resource }, owner);
    if (arn?.service === "sns")
      await dispatcher.call("sns", "GetTopicAttributes", { TopicArn: destination }, owner);
  };

  return {
    send,
    exists: async (destination) => {
      try {
        await ask(destination);
        return true;
      } catch (error) {
        if (error instanceof AwsError && error.status < 500) return false;
        throw error;
      }
    },
    probe: async (bucket, destination, testEvent) => {
      if (parseArn(destination)?.service !== "lambda") return send(bucket, destination, testEvent);
      // Functions are asked, but get no test event.
      const input = { FunctionName: destination, InvocationType: "DryRun" };
      await dispatcher.call("lambda", "Invoke", input, principalOf(bucket));
    },
  };
};
