import { CommandFailure } from "../command/run-command.ts";
import type { RedriveOptions } from "./options.ts";
import { findQueue, listQueues, nameOfArn, type Queue, sourceQueuesOf } from "./queues.ts";
import { runbook } from "./report.ts";
import { type Source, survey } from "./sources.ts";
import { namesFor, stagePrefix } from "./stage.ts";
import type { Target } from "./target.ts";

/** The queue that a person names. @throws {CommandFailure} when there is none */
export const queueNamed = async (target: Target, name: string, options: RedriveOptions): Promise<Queue> => {
  const found = await findQueue(target.sqs, namesFor(name, options));
  if (found) return found;
  throw new CommandFailure(`there is no queue ${name}; npm run redrive lists the dead-letter queues`);
};

/** What sends to a queue, whatever it is. */
export const sourcesOf = async (
  target: Target,
  queue: Queue,
  options: RedriveOptions,
): Promise<readonly Source[]> => {
  const prefix = stagePrefix(target, options);
  const { sources } = await survey(target, await listQueues(target.sqs, prefix), prefix);
  return sources.get(queue.arn) ?? [];
};

/** Why SQS does not move the messages of this queue back, and what to do instead. */
const whyNot = async (target: Target, queue: Queue, options: RedriveOptions): Promise<string> => {
  const { name } = queue;
  if (queue.redrive) {
    const own = nameOfArn(queue.redrive.targetArn);
    return `${name} is no dead-letter queue, it has one: npm run redrive -- ${own}`;
  }
  const kinds = new Set((await sourcesOf(target, queue, options)).map(({ kind }) => kind));
  if (kinds.has("stream"))
    return (
      `the messages of ${name} say where records lie in a stream, they are no events: SQS cannot move them back. ` +
      `Have the records handled again: npm run redrive -- ${name} --replay (${runbook})`
    );
  if (kinds.size > 0)
    return `SQS moves back only what came from a queue, and ${name} takes what a topic or a function gave up: see ${runbook}`;
  return `${name} is the dead-letter queue of no queue; npm run redrive lists those that are`;
};

/** The queue that a person names, and the queues that it takes from. @throws {CommandFailure} unless there are any */
export const movableQueue = async (
  target: Target,
  name: string,
  options: RedriveOptions,
): Promise<{ readonly queue: Queue; readonly from: readonly Queue[] }> => {
  const queue = await queueNamed(target, name, options);
  const from = await sourceQueuesOf(target.sqs, queue);
  if (from.length === 0) throw new CommandFailure(await whyNot(target, queue, options));
  return { queue, from };
};
