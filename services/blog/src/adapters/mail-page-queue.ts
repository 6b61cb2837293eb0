import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { CloudEvent } from "@skein/contracts/event";
import { sqs } from "@skein/lambda-kit/clients";
import { setting } from "@skein/lambda-kit/settings";

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
export const maximumBatch = 10;

/** Thrown when the queue did not take all of a batch; those that it took are known again by their ids. */
export class PagesNotSent extends Error {
  constructor(count: number, reason: string | undefined) {
    super(`${count} pages were not taken by the queue: ${reason}`);
    this.name = "PagesNotSent";
  }
}

/** Puts requests for pages of mails into the queue that `MAIL_PAGES_QUEUE_URL` names; ten of them at most. */
export const sendMailPages = async (
  pages: readonly CloudEvent[],
  client: SQSClient = sqs(),
  QueueUrl: string = setting("MAIL_PAGES_QUEUE_URL"),
): Promise<void> => {
  const { Failed = [] } = await client.send(
    new SendMessageBatchCommand({
      QueueUrl,
      Entries: pages.map((page, index) => ({ Id: String(index), MessageBody: JSON.stringify(page) })),
    }),
  );
  if (Failed.length > 0) throw new PagesNotSent(Failed.length, Failed[0]?.Message);
};
