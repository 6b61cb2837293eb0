/**
 * How long SNS waits before it tries a queue or a function again: at once three times, twice after a second,
 * ten times with a growing wait, and then every twenty seconds for 23 days.
 *
 * @param attempts how many failed so far
 * @returns milliseconds, or `undefined` when SNS gives up
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
export const retryDelayOf = (attempts: number): number | undefined => {
  const immediate = 3;
  const preBackoff = 2;
  const backoff = 10;
  const postBackoff = 100_000;
  const longest = 20_000;

  if (attempts <= immediate) return 0;
  if (attempts <= immediate + preBackoff) return 1000;
  const step = attempts - immediate - preBackoff;
  if (step <= backoff) return Math.min(longest, 1000 * 1.4 ** step);
  return step <= backoff + postBackoff ? longest : undefined;
};
