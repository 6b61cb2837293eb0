import { parseArgs } from "node:util";
import type { AwsOptions } from "../command/aws-access.ts";
import { UsageError } from "../command/run-command.ts";

export interface BuildOptions {
  readonly kind: "build";
  readonly json: boolean;
}

export interface PublishOptions {
  readonly kind: "publish";
  readonly stage: string;
  /** Upload everything, whatever the bucket is said to have. */
  readonly force: boolean;
  readonly json: boolean;
  readonly target: AwsOptions;
}

export interface HelpOptions {
  readonly kind: "help";
}

/** @throws {UsageError | TypeError} for arguments that do not fit */
export const optionsOf = (args: readonly string[]): BuildOptions | PublishOptions | HelpOptions => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      stage: { type: "string" },
      force: { type: "boolean" },
      json: { type: "boolean" },
      aws: { type: "boolean" },
      profile: { type: "string" },
      region: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return { kind: "help" };
  const [command, ...more] = positionals;
  if ((command !== "build" && command !== "publish") || more.length > 0)
    throw new UsageError("say what to do, build or publish");
  const { stage, force = false, json = false, aws = false, profile, region } = values;
  if (command === "publish")
    return { kind: "publish", stage: stage ?? "dev", force, json, target: { aws, profile, region } };
  if (stage !== undefined || force || aws || profile !== undefined || region !== undefined)
    throw new UsageError("a build is the same wherever it goes: build takes no option but --json");
  return { kind: "build", json };
};
