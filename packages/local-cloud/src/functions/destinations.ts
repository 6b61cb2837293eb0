import type { Dispatcher } from "../gateway/engine.ts";
import type { FunctionConfiguration } from "./function-record.ts";
import { rolePrincipal } from "./role-principal.ts";

/** Attributes of a message, as SQS and SNS take them. */
export type MessageAttributes = Readonly<
  Record<string, { readonly DataType: "String" | "Number"; readonly StringValue: string }>
>;

/**
 * Sends `body` to a queue, a topic or a function, with the permissions of the function that it is about.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 *
 * @throws {AwsError} what the destination answers, e.g. AccessDenied when the role may not send there
 */
export const sendTo = async (
  dispatcher: Dispatcher,
  destinationArn: string,
  configuration: FunctionConfiguration,
  body: string,
  attributes?: MessageAttributes,
): Promise<void> => {
  const principal = rolePrincipal(configuration);
  const MessageAttributes = attributes ? { MessageAttributes: attributes } : {};
  switch (destinationService(destinationArn)) {
    case "sqs":
      await dispatcher.call(
        "sqs",
        "SendMessage",
        { QueueUrl: queueUrlOf(destinationArn), MessageBody: body, ...MessageAttributes },
        principal,
      );
      return;
    case "sns":
      await dispatcher.call(
        "sns",
        "Publish",
        { TopicArn: destinationArn, Message: body, ...MessageAttributes },
        principal,
      );
      return;
    case "lambda":
      await dispatcher.call(
        "lambda",
        "Invoke",
        { FunctionName: destinationArn, InvocationType: "Event", Payload: Buffer.from(body) },
        principal,
      );
      return;
  }
};

export type DestinationService = "sqs" | "sns" | "lambda";

/** @throws {TypeError} for services that cannot be a destination here; configurations are checked when they come in */
export const destinationService = (destinationArn: string): DestinationService => {
  const service = destinationArn.split(":")[2];
  if (service === "sqs" || service === "sns" || service === "lambda") return service;
  throw new TypeError(`${destinationArn} is no queue, topic or function`);
};

/** A queue's URL from its ARN; its path names the queue, whichever host it carries. */
export const queueUrlOf = (queueArn: string): string => {
  const [, , , region, accountId, name] = queueArn.split(":");
  return `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
};
