/** Times and limits of the function runtime that AWS keeps to itself, and tests want smaller. */
export interface FunctionSettings {
  /**
   * Pauses before the first and second retry of an asynchronous invocation whose function failed: 1 and 2 minutes.
   * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
   */
  readonly asyncRetryDelaysMs: readonly [number, number];
  /** First pause when an invocation could not start (no host, throttled); doubles up to {@link maximumBackoffMs}. */
  readonly backoffMs: number;
  readonly maximumBackoffMs: number;
  /** Time a host gets beyond the function's timeout, because it has to notice the timeout first. */
  readonly timeoutMarginMs: number;
  /** Asynchronous invocations of one function that run at once. */
  readonly asyncConcurrency: number;
  /**
   * Batches that a queue mapping without `MaximumConcurrency` processes at once: AWS starts with five.
   * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
   */
  readonly queueConcurrency: number;
  /** Pause between two looks at a stream when nobody told that its table was written. */
  readonly streamIdlePollMs: number;
  /** How often a host that went away is asked whether it is back. */
  readonly hostProbeMs: number;
  /** How long a stopping cloud waits for running batches; what is unfinished then is delivered again later. */
  readonly stopGraceMs: number;
}

const standard: FunctionSettings = {
  asyncRetryDelaysMs: [60_000, 120_000],
  backoffMs: 100,
  maximumBackoffMs: 10_000,
  timeoutMarginMs: 3_000,
  asyncConcurrency: 10,
  queueConcurrency: 5,
  streamIdlePollMs: 5_000,
  hostProbeMs: 250,
  stopGraceMs: 2_000,
};

/**
 * The settings to run with.
 *
 * `SKEIN_ASYNC_RETRY_SCALE` multiplies the minutes between retries of asynchronous invocations:
 * `0.01` turns 1 and 2 minutes into 0.6 and 1.2 seconds.
 *
 * @throws {RangeError} when the scale is no number above 0
 */
export const functionSettingsOf = (
  env: NodeJS.ProcessEnv = process.env,
  overrides: Partial<FunctionSettings> = {},
): FunctionSettings => {
  const scale = Number(env.SKEIN_ASYNC_RETRY_SCALE ?? "1");
  if (!(scale > 0) || !Number.isFinite(scale))
    throw new RangeError(
      `SKEIN_ASYNC_RETRY_SCALE must be a number above 0, but is "${env.SKEIN_ASYNC_RETRY_SCALE}"`,
    );
  const [first, second] = standard.asyncRetryDelaysMs;
  return { ...standard, asyncRetryDelaysMs: [first * scale, second * scale], ...overrides };
};
