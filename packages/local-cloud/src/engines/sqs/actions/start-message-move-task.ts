import type { Operation } from "../../../gateway/engine.ts";
import { accessTo } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { invalidParameter, invalidParameterValue, missingParameter, resourceNotFound } from "../errors.ts";
import { nameOfArn } from "../queues/queue-arn.ts";

interface Input {
  readonly SourceArn?: string;
  readonly DestinationArn?: string;
  readonly MaxNumberOfMessagesPerSecond?: number;
}

/**
 * A redrive needs the rights of what it does: take from the source, send to the destination.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
 */
const sourceActions = [
  "sqs:StartMessageMoveTask",
  "sqs:ReceiveMessage",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
];

const requireRate = (rate: number | undefined): void => {
  if (rate !== undefined && (rate < 1 || rate > 500))
    throw invalidParameterValue(
      rate,
      "MaxNumberOfMessagesPerSecond",
      "Must be between 1 and 500, if provided.",
    );
};

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
export const startMessageMoveTask = (context: SqsContext): Operation<Input> => ({
  access: ({ SourceArn = "", DestinationArn }) => {
    const destinations =
      DestinationArn === undefined
        ? context.queues.all().filter(({ redrive }) => redrive?.deadLetterTargetArn === SourceArn)
        : [{ name: nameOfArn(DestinationArn) }];
    return [
      ...sourceActions.map((action) => accessTo(context, action, nameOfArn(SourceArn))),
      ...destinations.map(({ name }) => accessTo(context, "sqs:SendMessage", name)),
    ];
  },

  handle: ({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: rate }) => {
    const { queues, moves, messages, clock } = context;
    if (!SourceArn) throw missingParameter("SourceArn");
    requireRate(rate);
    const source = queues.byArn(SourceArn);
    if (!source)
      throw resourceNotFound("The resource that you specified for the SourceArn parameter doesn't exist.");
    if (!queues.all().some(({ redrive }) => redrive?.deadLetterTargetArn === source.arn))
      throw invalidParameter("Source queue must be configured as a Dead Letter Queue.");
    const destination = DestinationArn === undefined ? undefined : queues.byArn(DestinationArn);
    if (DestinationArn !== undefined && !destination)
      throw resourceNotFound(
        "The resource that you specified for the DestinationArn parameter doesn't exist.",
      );
    if (destination && destination.fifo !== source.fifo)
      throw invalidParameterValue(
        DestinationArn,
        "DestinationArn",
        "Source and destination must be of the same type.",
      );
    if (moves.running(SourceArn))
      throw invalidParameter(
        "There is already a task running. Only one active task is allowed for a source queue arn at a given time.",
      );

    const task = moves.start({
      sourceArn: SourceArn,
      destinationArn: DestinationArn,
      maxPerSecond: rate,
      toMove: messages.counts(source, clock()).visible,
    });
    return { TaskHandle: task.handle };
  },
});
