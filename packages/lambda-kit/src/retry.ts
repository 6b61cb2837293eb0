export interface RetryOptions {
  readonly maxAttempts: number;
  /** Pauses begin here, double each time, and are spread, so that those who failed together do not come back together. */
  readonly shortestPauseMilliseconds: number;
  readonly isWorthRetrying: (error: unknown) => boolean;
  readonly signal?: AbortSignal | undefined;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Attempts something until it succeeds.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 * @throws {unknown} the last failure, one that is not worth retrying, or the reason of the signal
 */
export const withRetries = async <Result>(
  attempt: () => Promise<Result>,
  { maxAttempts, shortestPauseMilliseconds, isWorthRetrying, signal }: RetryOptions,
): Promise<Result> => {
  for (let attempts = 1; ; attempts += 1) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (attempts >= maxAttempts || !isWorthRetrying(error)) throw error;
      await pause(shortestPauseMilliseconds * 2 ** attempts * (0.5 + Math.random() / 2));
    }
  }
};
