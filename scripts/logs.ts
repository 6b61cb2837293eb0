/** `npm run logs`: what the functions of the laptop wrote, and what they asked of AWS. */
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { configOf } from "@skein/local-cloud/config";
import type { NumberedEntry } from "@skein/local-cloud/gateway/journal";
import { runningCloud } from "@skein/serverless-local/cloud/join-cloud";
import { logFilesOf } from "@skein/serverless-local/logs/log-file";
import type { LogRecord } from "@skein/serverless-local/logs/log-record";
import { CommandFailure, print, remark, runCommand, UsageError } from "./command/run-command.ts";
import { formatRecord } from "./logs/format-record.ts";
import { formatCall, isWantedCall, journalEntries } from "./logs/journal.ts";
import { type JournalOptions, type LogOptions, optionsOf } from "./logs/options.ts";
import { isWanted, openServiceLines } from "./logs/service-lines.ts";
import { servicesToStart, UnknownService } from "./start/services.ts";

const help = `npm run logs -- [service ...] [--function <name>] [--level warn] [--since 10m] [--follow] [--json]
npm run logs -- --journal [--denied] [--service sqs] [--since 10m] [--follow] [--json]

Shows the logs of functions on this laptop: the last 100 lines, of all services unless some are named.
  --function <name>  only of this function, by its name in serverless.yml
  --level <level>    only this level and above: debug, info, warn, error
  --since <time>     everything since then: 30s, 10m, 2h, 1d, or an ISO 8601 time
  --follow           go on as lines come, until Ctrl-C
  --json             one JSON object per line
With --journal the calls that were made to the local AWS, each with caller, action, resource, decision and duration:
  --denied           only those that IAM refused
  --service <name>   only of this AWS service: sqs, sns, dynamodb, lambda ...

Lines are kept in .local/logs, bounded, over restarts; the journal is that of a running npm start. On AWS use, in the
service's folder: npx serverless logs -f <function> --tail`;

const root = path.resolve(import.meta.dirname, "..");
const { stateDir } = configOf(root);
const standardLines = 100;
const pollMs = 200;

const servicesOf = (wanted: readonly string[]): readonly string[] => {
  try {
    const known = servicesToStart(root, wanted).map(({ name }) => name);
    return wanted.length > 0 ? wanted : known;
  } catch (error) {
    throw error instanceof UnknownService ? new UsageError(error.message) : error;
  }
};

interface Lines<T> {
  /** What came since the last call. */
  next(): Promise<readonly T[]>;
  format(item: T, now: Date): string;
}

const show = async <T>(
  { next, format }: Lines<T>,
  { since, follow, json }: LogOptions | JournalOptions,
): Promise<void> => {
  const printAll = (items: readonly T[]) => {
    const now = new Date();
    for (const item of items) print(json ? JSON.stringify(item) : format(item, now));
  };
  const found = await next();
  if (found.length === 0 && !follow) remark("logs: no line fits; leave out a filter to see more");
  printAll(since ? found : found.slice(-standardLines));
  while (follow) {
    await sleep(pollMs);
    printAll(await next());
  }
};

const logLines = (options: LogOptions): Lines<LogRecord> => {
  const services = servicesOf(options.services);
  const kept = services.some((service) => existsSync(logFilesOf(stateDir, service)[0]));
  if (!kept && !options.follow)
    throw new CommandFailure(`nothing is logged yet of ${services.join(", ")}: npm start runs them`);
  const lines = openServiceLines(stateDir, services);
  return {
    next: async () => lines.next().filter((record) => isWanted(record, options)),
    format: formatRecord,
  };
};

const journalLines = async (options: JournalOptions): Promise<Lines<NumberedEntry>> => {
  const cloud = await runningCloud(root);
  if (!cloud) throw new CommandFailure("no local cloud is running, so there is no journal: npm start");
  cloud.close();
  let afterId: number | undefined;
  return {
    next: async () => {
      const entries = await journalEntries(cloud.access.Endpoint, { since: options.since, afterId });
      afterId = entries.at(-1)?.id ?? afterId;
      return entries.filter((entry) => isWantedCall(entry, options));
    },
    format: formatCall,
  };
};

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(0));
await runCommand("logs", async () => {
  const options = optionsOf(process.argv.slice(2), new Date());
  if (options.kind === "help") {
    print(help);
    return 0;
  }
  if (options.kind === "journal") await show(await journalLines(options), options);
  else await show(logLines(options), options);
  return 0;
});
