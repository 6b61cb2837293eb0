/** Broken on purpose: messages are deleted before their work is done, so a failure finds nothing to deliver again. */
import { DeleteMessageBatchCommand } from "@aws-sdk/client-sqs";
import { sqs } from "@skein/lambda-kit/clients";
import { setting } from "@skein/lambda-kit/settings";
import type { Context, SQSEvent } from "aws-lambda";
import { handler as sound } from "./sound.ts";

export const handler = async (event: SQSEvent, context: Context) => {
  await sqs().send(
    new DeleteMessageBatchCommand({
      QueueUrl: setting("QUEUE_URL"),
      Entries: event.Records.map(({ receiptHandle }, index) => ({
        Id: String(index),
        ReceiptHandle: receiptHandle,
      })),
    }),
  );
  return sound(event, context);
};
