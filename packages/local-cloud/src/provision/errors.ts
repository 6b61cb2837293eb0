/** One resource (or section of the template) that stands in the way, and why. */
export interface Failure {
  /** Logical id of the resource; `Outputs.ApiUrl`, `Parameters.Stage` ... for other parts of the template. */
  readonly logicalId: string;
  /** `AWS::SQS::Queue`; the section's name for other parts. */
  readonly type: string;
  /** AWS's own message where AWS refused, else what to change in the template. */
  readonly message: string;
}

/** Thrown while one value of a template is read; whoever knows the logical id turns it into a {@link Failure}. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
}

/** Thrown when a stack could not be brought to its template. Names every logical id that failed. */
export class ProvisionError extends Error {
  override readonly name = "ProvisionError";
  readonly stackName: string;
  readonly failures: readonly Failure[];
  /** How the stack was left: untouched, put back, or with leftovers to look at. */
  readonly aftermath: string;

  constructor(stackName: string, failures: readonly Failure[], aftermath: string) {
    const listed = failures.map((failure) => `  ${failure.logicalId} (${failure.type}): ${failure.message}`);
    super([`Stack ${stackName} failed. ${aftermath}`, ...listed].join("\n"));
    this.stackName = stackName;
    this.failures = failures;
    this.aftermath = aftermath;
  }
}

/** Thrown when a stack is asked for that is not there. */
export class StackNotFound extends Error {
  override readonly name = "StackNotFound";
  constructor(stackName: string) {
    super(`There is no stack ${stackName}. GET /_local/stacks lists the stacks there are.`);
  }
}

/** The message of whatever was thrown; SDK errors lead with their code, as CloudFormation's events do. */
export const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const isPlain = error.name === "Error" || error.name === "TemplateError" || error.name === "TypeError";
  return isPlain ? error.message : `${error.name}: ${error.message}`;
};
