import { parseArgs } from "node:util";
import type { AwsOptions } from "../command/aws-access.ts";
import { UsageError } from "../command/run-command.ts";

export interface RedriveOptions {
  /** Absent: all dead-letter queues are listed. */
  readonly queue: string | undefined;
  readonly to: string | undefined;
  /** Messages a second. */
  readonly maxRate: number | undefined;
  readonly dryRun: boolean;
  readonly replay: boolean;
  readonly stage: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
  readonly target: AwsOptions;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
const highestRate = 500;

const rateOf = (text: string): number => {
  const rate = Number(text);
  if (!Number.isInteger(rate) || rate < 1 || rate > highestRate)
    throw new UsageError(`--max-rate is "${text}"; say how many messages a second, from 1 to ${highestRate}`);
  return rate;
};

/** @throws {UsageError | TypeError} for arguments that do not fit */
export const optionsOf = (args: readonly string[]): RedriveOptions => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      to: { type: "string" },
      "max-rate": { type: "string" },
      "dry-run": { type: "boolean" },
      replay: { type: "boolean" },
      stage: { type: "string" },
      json: { type: "boolean" },
      aws: { type: "boolean" },
      profile: { type: "string" },
      region: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  const [queue, ...more] = positionals;
  if (more.length > 0) throw new UsageError("name one queue at a time");
  const { to, "max-rate": rate, "dry-run": dryRun = false, replay = false } = values;
  const maxRate = rate === undefined ? undefined : rateOf(rate);
  if (queue === undefined && (to !== undefined || maxRate !== undefined || dryRun || replay))
    throw new UsageError("name the queue to empty; without one the dead-letter queues are listed");
  if (replay && (to !== undefined || maxRate !== undefined))
    throw new UsageError("--replay calls the function again: it takes neither --to nor --max-rate");
  return {
    queue,
    to,
    maxRate,
    dryRun,
    replay,
    stage: values.stage,
    json: values.json ?? false,
    help: values.help ?? false,
    target: { aws: values.aws ?? false, profile: values.profile, region: values.region },
  };
};
