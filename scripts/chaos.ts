/** `npm run chaos`: events from POST to effect through the whole system, while everything goes wrong. */
import { optionsOf } from "../test/chaos/options.ts";
import { report } from "../test/chaos/report.ts";
import { runChaos } from "../test/chaos/run-chaos.ts";
import { complaints } from "../test/chaos/verdict.ts";
import { CommandFailure, print, remark, runCommand } from "./command/run-command.ts";

const help = `npm run chaos -- [--events 10000] [--seed 1] [--kills 8] [--rate 1] [--without idempotency | --ack-before-effect] [--brief] [--json] [--keep]

Posts todos to the real API, and counts how often each of them takes effect in a consumer behind stream, outbox, topic
and queue, while calls are throttled, fail, hang and are repeated, consumers throw and never answer, and the process that
hosts everything is killed with kill -9. Then the consumer is mended, and its dead-letter queue is redriven.
  --events N           how many todos are posted
  --seed N             chooses poison, faults and the moments of the kills
  --kills N            how often everything is killed
  --rate N             multiplies how often each fault strikes, 0 to 10
  --without idempotency, --ack-before-effect
                       the same with a consumer that is broken in this way: it must fail
  --brief              a shorter visibility timeout, for runs of a minute
  --json               the result as JSON on standard output
  --keep               leaves the copy of the project that it ran in, with logs and state

Exit code 0: nothing lost, nothing twice, the dead letters are exactly the poison, and the redrive drains them; 1: not
so; 2: called wrongly. See docs/event-plane.md`;

await runCommand("chaos", async () => {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) {
    print(help);
    return 0;
  }
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => stop.abort(new CommandFailure("stopped before it was done")));
  const result = await runChaos(options, (line) => remark(`chaos: ${line}`), stop.signal);
  print(options.json ? JSON.stringify({ ...options, ...result }, null, 2) : report(options, result));
  return complaints(result.verdict, result.redriven).length === 0 ? 0 : 1;
});
