import { print, remark } from "../command/run-command.ts";
import { deadLetterQueues } from "./list.ts";
import type { RedriveOptions } from "./options.ts";
import { formatQueue, messagesOf } from "./report.ts";
import { stagePrefix } from "./stage.ts";
import type { Target } from "./target.ts";

/** Prints all dead-letter queues. @returns the exit code */
export const showList = async (target: Target, options: RedriveOptions): Promise<number> => {
  const prefix = stagePrefix(target, options);
  const { queues, remarks } = await deadLetterQueues(target, prefix);
  if (options.json) {
    print(JSON.stringify({ target: target.name, queues, remarks }, null, 2));
    return 0;
  }
  const now = new Date();
  for (const queue of queues) print(`\n${formatQueue(queue, now)}`);
  const holding = queues.filter(({ visible }) => visible > 0);
  const depth = holding.reduce((sum, { visible }) => sum + visible, 0);
  const scope = prefix ? ` of ${prefix}*` : "";
  print(
    queues.length === 0
      ? `There are no dead-letter queues${scope}.`
      : `\n${holding.length} of ${queues.length} dead-letter queues${scope} hold ${messagesOf(depth)}.`,
  );
  for (const line of remarks) remark(`redrive: ${line}`);
  return 0;
};
