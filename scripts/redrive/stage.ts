import type { RedriveOptions } from "./options.ts";
import type { Target } from "./target.ts";

type Stage = Pick<RedriveOptions, "stage">;

const standardStage = "dev";

/**
 * What names start with that belong to the stage: `skein-dev-`. On a laptop everything is the project's, so that it is
 * empty there unless a stage is asked for; an account holds other things as well.
 */
export const stagePrefix = ({ kind }: Pick<Target, "kind">, { stage }: Stage): string =>
  stage === undefined && kind !== "aws" ? "" : `skein-${stage ?? standardStage}-`;

/** The names that a person may mean by one. */
export const namesFor = (queue: string, { stage = standardStage }: Stage): readonly string[] =>
  /[:/]/.test(queue) ? [queue] : [queue, `skein-${stage}-${queue}`];
