import { print, remark } from "../command/run-command.ts";
import { movableQueue, queueNamed } from "./dead-letter-queue.ts";
import { lookInto } from "./list.ts";
import { type MoveTask, moveMessages } from "./move.ts";
import type { RedriveOptions } from "./options.ts";
import { describeQueue, type Queue } from "./queues.ts";
import { formatQueue, messagesOf } from "./report.ts";
import type { Target } from "./target.ts";

type Options = RedriveOptions & { readonly queue: string };

const cancelledCode = 130;
const progressEveryMs = 2_000;

interface Plan {
  readonly queue: Queue;
  readonly from: readonly Queue[];
  /**
   * Said outright wherever there is one: what a consumer sends to its dead-letter queue by itself, to tell a reason,
   * has no source that SQS knows, and a move to "where it came from" would fail.
   */
  readonly to: Queue | undefined;
}

const planOf = async (target: Target, options: Options): Promise<Plan> => {
  const { queue, from } = await movableQueue(target, options.queue, options);
  const [first, ...others] = from;
  const only = others.length === 0 ? first : undefined;
  return {
    queue,
    from,
    to: options.to === undefined ? only : await queueNamed(target, options.to, options),
  };
};

const goal = ({ to, from }: Plan): string =>
  to ? to.name : `where each came from (${from.map(({ name }) => name).join(", ")})`;

const showPlan = async (target: Target, plan: Plan, { json, maxRate }: Options): Promise<number> => {
  const sources = plan.from.map(({ name, redrive }) => ({
    kind: "queue" as const,
    name,
    maxReceiveCount: redrive?.maxReceiveCount ?? 0,
  }));
  const seen = await lookInto(target, plan.queue, sources);
  const wouldMove = plan.queue.visible;
  if (json)
    print(
      JSON.stringify({ target: target.name, queue: seen, to: plan.to?.name, maxRate, wouldMove }, null, 2),
    );
  else {
    print(formatQueue(seen, new Date()));
    print(
      `Would move ${messagesOf(wouldMove)} to ${goal(plan)}${maxRate ? `, at most ${maxRate} a second` : ""}.`,
    );
  }
  return 0;
};

/** Tells how far a task is, but not more often than a person wants to know. */
const progress = (say: (line: string) => void): ((task: MoveTask) => void) => {
  let due = performance.now() + progressEveryMs;
  return ({ status, moved, toMove }) => {
    if (performance.now() < due) return;
    due = performance.now() + progressEveryMs;
    say(`${status === "CANCELLING" ? "cancelling" : "moving"}: ${moved} of ${toMove}`);
  };
};

const why = (reason: string | undefined): string =>
  reason === "CouldNotDetermineMessageSource"
    ? "a message does not tell which queue it came from; name the queue that shall have them: --to <queue>"
    : (reason ?? "SQS gives no reason");

/** One line on how it ended. */
const verdict = (task: MoveTask, left: Queue, plan: Plan): string => {
  const moved = `${task.moved} of ${messagesOf(task.toMove)} moved to ${goal(plan)}`;
  if (task.status === "FAILED") return `failed after ${moved}: ${why(task.failureReason)}`;
  const held = left.inFlight > 0 ? `, ${left.inFlight} held by a receiver: run it again later` : "";
  const since =
    task.status === "COMPLETED" && left.visible > 0 ? ": new ones, or moved ones that failed again" : "";
  const rest = `${left.visible} left in ${left.name}${since}${held}`;
  return task.status === "CANCELLED" ? `Cancelled: ${moved}, ${rest}` : `Done: ${moved}, ${rest}`;
};

/**
 * Moves the messages of a dead-letter queue back, or says what would be moved.
 *
 * @param signal aborted to cancel
 * @returns the exit code
 */
export const redriveQueue = async (
  target: Target,
  options: Options,
  signal: AbortSignal,
): Promise<number> => {
  const plan = await planOf(target, options);
  const { queue, to } = plan;
  if (options.dryRun) return showPlan(target, plan, options);
  const say = options.json ? remark : print;
  if (queue.visible === 0) {
    if (options.json)
      print(JSON.stringify({ target: target.name, queue: queue.name, task: null, left: queue }));
    else
      print(
        `${queue.name} has nothing to move${queue.inFlight > 0 ? ` now, ${queue.inFlight} held by a receiver` : ""}.`,
      );
    return 0;
  }
  say(`${queue.name}: moving ${messagesOf(queue.visible)} to ${goal(plan)} (Ctrl-C cancels)`);
  const request = { sourceArn: queue.arn, destinationArn: to?.arn, maxRate: options.maxRate };
  const task = await moveMessages(target.sqs, request, { signal, onProgress: progress(say) });
  const left = await describeQueue(target.sqs, queue.url);
  if (options.json)
    print(JSON.stringify({ target: target.name, queue: queue.name, to: to?.name, task, left }, null, 2));
  if (task.status === "FAILED") remark(`redrive: ${verdict(task, left, plan)}`);
  else say(verdict(task, left, plan));
  if (task.status === "CANCELLED") return cancelledCode;
  return task.status === "COMPLETED" ? 0 : 1;
};
