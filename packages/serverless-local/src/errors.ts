/** Something the person at the keyboard can put right. Printed as its one-line message, without a stack trace. */
export class LocalError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // The Serverless Framework prints a stack trace for every error that does not carry this name.
    this.name = "ServerlessError";
  }
}

/** The service's configuration cannot be read, resolved or compiled. The last good state stays in place. */
export class ConfigurationError extends LocalError {
  /** Absolute paths that were read on the way: a change of any of them may mend it. */
  readonly files: ReadonlySet<string>;

  constructor(message: string, files: ReadonlySet<string>, options?: ErrorOptions) {
    super(message, options);
    this.files = files;
  }
}

/** The local cloud refused a stack. */
export class ProvisionError extends LocalError {
  readonly failures: readonly ProvisionFailure[];

  constructor(message: string, failures: readonly ProvisionFailure[]) {
    super(message);
    this.failures = failures;
  }
}

/** Why one resource of a template could not be provisioned. */
export interface ProvisionFailure {
  readonly logicalId: string;
  readonly type: string;
  readonly message: string;
}

/** The local cloud does not answer, or not as one. */
export class CloudUnreachable extends LocalError {}

const noise = /^\s*\d*\s*\|.*$|^-*\^$|^Learn more about /;

/** The message of anything thrown, on one line; code frames, indentation and advertised pages are dropped. */
export const messageOf = (thrown: unknown): string => {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return message
    .split("\n")
    .filter((line) => !noise.test(line))
    .map((line) => line.trim())
    .filter(Boolean)
    .join(" ");
};
