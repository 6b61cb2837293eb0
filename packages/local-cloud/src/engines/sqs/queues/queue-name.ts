import { invalidParameter, missingParameter, queueDoesNotExist } from "../errors.ts";

const standardName = /^[\w-]{1,80}$/;
const fifoName = /^[\w-]{1,75}\.fifo$/;

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export const requireValidName = (name: string | undefined, fifo: boolean): string => {
  if (!name) throw missingParameter("QueueName");
  if (fifo ? fifoName.test(name) : standardName.test(name)) return name;
  throw invalidParameter(
    fifo
      ? "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length."
      : "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
  );
};

/**
 * The name in a queue URL. Any host is accepted, since the same queue is reached through several
 * (`localhost`, `127.0.0.1`, a container's view); so is a bare queue name.
 *
 * @throws `QueueDoesNotExist` for a queue of another account
 */
export const queueNameOf = (queueUrl: string | undefined, accountId: string): string => {
  if (!queueUrl) throw missingParameter("QueueUrl");
  if (!queueUrl.includes("/")) return queueUrl;
  const [name = "", account] = queueUrl.replace(/\/+$/, "").split("/").reverse();
  if (account !== accountId) throw queueDoesNotExist();
  return name;
};
