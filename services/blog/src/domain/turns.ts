/**
 * Spaces calls evenly: `perSecond` of them and no bursts, because SES counts within each second.
 * https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html
 */
export const turns = (
  perSecond: number,
  pause: (milliseconds: number, signal: AbortSignal) => Promise<void>,
  now: () => number = () => performance.now(),
): ((signal: AbortSignal) => Promise<void>) => {
  const spacing = 1_000 / perSecond;
  let next = 0;
  return async (signal) => {
    const current = now();
    const mine = Math.max(next, current);
    next = mine + spacing;
    if (mine > current) await pause(mine - current, signal);
  };
};
