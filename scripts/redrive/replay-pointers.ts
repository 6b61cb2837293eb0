import { print, remark } from "../command/run-command.ts";
import { queueNamed, sourcesOf } from "./dead-letter-queue.ts";
import { lookInto } from "./list.ts";
import type { RedriveOptions } from "./options.ts";
import { type Replay, replayQueue } from "./replay.ts";
import { formatQueue, messagesOf, placeOf, runbook } from "./report.ts";
import type { Target } from "./target.ts";

const line = ({ pointer, problem }: Replay): string => {
  const what = pointer ? placeOf(pointer) : "a message";
  return `${what}: ${problem === undefined ? "handled" : `kept, ${problem}`}`;
};

/**
 * Has the records handled again that a queue of pointers leads to.
 *
 * @returns the exit code: 1 when a message stays
 */
export const replayPointers = async (
  target: Target,
  options: RedriveOptions & { readonly queue: string },
  signal: AbortSignal,
): Promise<number> => {
  const queue = await queueNamed(target, options.queue, options);
  const sources = await sourcesOf(target, queue, options);
  const say = options.json ? remark : print;
  if (options.dryRun) {
    const seen = await lookInto(target, queue, sources);
    print(
      options.json
        ? JSON.stringify({ target: target.name, queue: seen }, null, 2)
        : formatQueue(seen, new Date()),
    );
    return 0;
  }
  const onReplay = (replay: Replay) => say(line(replay));
  const replays = await replayQueue(target, { queue, sources, signal, onReplay });
  const kept = replays.filter(({ problem }) => problem !== undefined).length;
  if (options.json) print(JSON.stringify({ target: target.name, queue: queue.name, replays }, null, 2));
  say(
    `${messagesOf(replays.length - kept)} of ${queue.name} done${kept > 0 ? `, ${kept} kept: see ${runbook}` : ""}.`,
  );
  if (signal.aborted) return 130;
  return kept > 0 ? 1 : 0;
};
