/** `npm run redrive`: what lies in dead-letter queues and why, and back with it. */
import path from "node:path";
import { explainAws } from "./command/explain-aws.ts";
import { print, remark, runCommand } from "./command/run-command.ts";
import { optionsOf, type RedriveOptions } from "./redrive/options.ts";
import { redriveQueue } from "./redrive/redrive-queue.ts";
import { replayPointers } from "./redrive/replay-pointers.ts";
import { runbook } from "./redrive/report.ts";
import { showList } from "./redrive/show-list.ts";
import { openTarget } from "./redrive/target.ts";

const help = `npm run redrive -- [queue] [--dry-run] [--max-rate N] [--to <queue>] [--replay] [--stage dev] [--json]

Without a queue: lists the dead-letter queues with depth, age, sources and reasons of failure.
With one: moves its messages back to the queue that they came from, by a move task of SQS, and follows it until it has
ended. Ctrl-C cancels the task; what is not moved by then stays.
  <queue>       name, ARN, or what follows skein-<stage>- in the name
  --dry-run     only say what would be moved, and why it is there
  --max-rate N  at most N messages a second, 1 to 500; SQS chooses otherwise
  --to <queue>  move to this queue instead
  --replay      for queues that hold places in a stream: have the function handle those records again
  --stage <s>   only queues of this stage (the default on AWS: dev; on the laptop all queues are listed)
  --json        the result as JSON on standard output; everything else goes to standard error

Acts on the endpoint in AWS_ENDPOINT_URL or on the local cloud of this checkout; to act on AWS:
  --aws         with the credentials and the region of the environment
  --profile <p> --region <r>   likewise, with these

Exit code 0: done, or nothing to do; 1: failed; 2: called wrongly; 130: cancelled. Runbook: docs/runbooks/redrive.md`;

const root = path.resolve(import.meta.dirname, "..");

/** Aborted by Ctrl-C or its like, once; whoever asks twice does not want to wait for an orderly end. */
const cancellation = (): AbortSignal => {
  const asked = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => (asked.signal.aborted ? process.exit(130) : asked.abort()));
  return asked.signal;
};

const run = async (options: RedriveOptions): Promise<number> => {
  let place = "AWS";
  try {
    const target = await openTarget(root, options.target);
    place = target.name;
    (options.json ? remark : print)(`In ${target.name}`);
    if (options.queue === undefined) return await showList(target, options);
    const wanted = { ...options, queue: options.queue };
    return await (options.replay ? replayPointers : redriveQueue)(target, wanted, cancellation());
  } catch (error) {
    throw explainAws(error, place, runbook);
  }
};

await runCommand("redrive", async () => {
  const options = optionsOf(process.argv.slice(2));
  if (!options.help) return run(options);
  print(help);
  return 0;
});
