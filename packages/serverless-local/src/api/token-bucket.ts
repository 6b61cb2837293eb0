/**
 * Allows `ratePerSecond` calls a second, and `burst` at once.
 * See https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export const tokenBucket = (ratePerSecond: number, burst: number, now: () => number = Date.now) => {
  let tokens = burst;
  let filledAt = now();
  /** Takes one token; `false` when none is left. */
  return (): boolean => {
    const at = now();
    tokens = Math.min(burst, tokens + ((at - filledAt) / 1000) * ratePerSecond);
    filledAt = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};

export type TokenBucket = ReturnType<typeof tokenBucket>;
