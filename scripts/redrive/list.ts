import { countFailures } from "./failure-reason.ts";
import { peek } from "./peek.ts";
import { findQueue, listQueues, type Queue } from "./queues.ts";
import type { ListedQueue } from "./report.ts";
import { type Source, survey } from "./sources.ts";
import type { Target } from "./target.ts";

/** Names that people give to queues for what failed. */
const deadLetterName = /[-_](dlq|dead-?letters?|failed|failures)(\.fifo)?$/i;

/** A queue with what sends to it and why, seen by a look into it. */
export const lookInto = async (
  { sqs }: Target,
  queue: Queue,
  sources: readonly Source[],
): Promise<ListedQueue> => {
  const { messages, oldestSentAt } = await peek(sqs, queue);
  const failures = countFailures(messages);
  return {
    ...queue,
    sources,
    oldestSentAt: oldestSentAt?.toISOString(),
    failures,
    lookedAt: messages.length,
    movable: sources.some(({ kind }) => kind === "queue"),
    pointers: sources.some(({ kind }) => kind === "stream") || failures.some(({ pointer }) => pointer),
  };
};

/** Queues elsewhere, e.g. of another account, cannot be looked at. */
const reachable = async ({ sqs, region }: Target, arn: string): Promise<Queue | undefined> => {
  const found = arn.split(":")[3] === region ? await findQueue(sqs, [arn]) : undefined;
  return found?.arn === arn ? found : undefined;
};

/**
 * Every dead-letter queue: those that something sends to, and those that are called so.
 *
 * @param prefix what names of queues and topics start with; empty for all of the account
 */
export const deadLetterQueues = async (
  target: Target,
  prefix: string,
): Promise<{ readonly queues: readonly ListedQueue[]; readonly remarks: readonly string[] }> => {
  const all = await listQueues(target.sqs, prefix);
  const { sources, remarks } = await survey(target, all, prefix);
  const chosen = new Map(
    all
      .filter(({ arn, name }) => sources.has(arn) || deadLetterName.test(name))
      .map((queue) => [queue.arn, queue]),
  );
  const missing: string[] = [];
  // A mapping tells its destination, not its stage: with a prefix, others' are left alone.
  for (const [arn, from] of sources) {
    if (chosen.has(arn) || (prefix && !from.some(({ kind }) => kind === "queue" || kind === "subscription")))
      continue;
    const queue = await reachable(target, arn);
    if (queue) chosen.set(arn, queue);
    else missing.push(`${arn} is a dead-letter queue, but does not exist or is out of reach`);
  }
  const queues: ListedQueue[] = [];
  for (const queue of [...chosen.values()].sort((one, other) => one.name.localeCompare(other.name)))
    queues.push(await lookInto(target, queue, sources.get(queue.arn) ?? []));
  return { queues, remarks: [...remarks, ...missing] };
};
