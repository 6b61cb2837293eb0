import { parseArgs } from "node:util";
import { UsageError } from "../../scripts/command/run-command.ts";

export type Consumer = "sound" | "without-idempotency" | "ack-before-effect";

export interface ChaosOptions {
  readonly events: number;
  readonly seed: number;
  /** How often the process that hosts everything is killed. */
  readonly kills: number;
  /** Multiplies how often each fault strikes. */
  readonly rate: number;
  readonly consumer: Consumer;
  /** A shorter visibility timeout, for runs of a minute. */
  readonly brief: boolean;
  readonly json: boolean;
  /** Leaves the folder of the run, with its logs, behind. */
  readonly keep: boolean;
  readonly help: boolean;
}

const whole = (name: string, text: string, minimum: number): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < minimum)
    throw new UsageError(`--${name} is "${text}"; it must be a whole number of at least ${minimum}`);
  return value;
};

const consumerOf = (without: string | undefined, ackBeforeEffect: boolean): Consumer => {
  if (without !== undefined && without !== "idempotency")
    throw new UsageError(`--without is "${without}"; only idempotency can be left out`);
  if (without && ackBeforeEffect) throw new UsageError("break one thing at a time");
  if (without) return "without-idempotency";
  return ackBeforeEffect ? "ack-before-effect" : "sound";
};

/** @throws {UsageError | TypeError} for arguments that do not fit */
export const optionsOf = (args: readonly string[]): ChaosOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: "string", default: "10000" },
      seed: { type: "string", default: "1" },
      kills: { type: "string", default: "8" },
      rate: { type: "string", default: "1" },
      without: { type: "string" },
      "ack-before-effect": { type: "boolean", default: false },
      brief: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      keep: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const rate = Number(values.rate);
  if (!(rate >= 0 && rate <= 10)) throw new UsageError(`--rate is "${values.rate}"; it must be from 0 to 10`);
  const { brief, json, keep, help } = values;
  return {
    events: whole("events", values.events, 10),
    seed: whole("seed", values.seed, 0),
    kills: whole("kills", values.kills, 0),
    rate,
    consumer: consumerOf(values.without, values["ack-before-effect"]),
    brief,
    json,
    keep,
    help,
  };
};
