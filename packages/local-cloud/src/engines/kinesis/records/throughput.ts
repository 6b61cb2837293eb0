/** What a shard takes and gives per second: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */

/** An amount that comes back over time. It may be overdrawn once: a record larger than the rest is taken, and paid off. */
interface Allowance {
  left: number;
  readonly perSecond: number;
  readonly burst: number;
}

const mebibyte = 1_048_576;

/**
 * Reads have a burst of five seconds, so that short scripts pass; a loop without a pause is stopped at once all the same.
 */
const fresh = () => ({
  filledAt: 0,
  recordsIn: { left: 1_000, perSecond: 1_000, burst: 1_000 },
  bytesIn: { left: mebibyte, perSecond: mebibyte, burst: mebibyte },
  readsOut: { left: 25, perSecond: 5, burst: 25 },
  bytesOut: { left: 10 * mebibyte, perSecond: 2 * mebibyte, burst: 10 * mebibyte },
});

type Meter = ReturnType<typeof fresh>;

/** The shards' meters. They are forgotten when the cloud stops. */
export interface Throughput {
  /** @returns whether the shard takes the record */
  takeIn(shardKey: string, bytes: number): boolean;
  /** @returns whether the shard may be read now */
  takeRead(shardKey: string): boolean;
  /** Pays for what a read has given. */
  payForRead(shardKey: string, bytes: number): void;
}

/** @param clock epoch milliseconds */
export const createThroughput = (clock: () => number): Throughput => {
  const meters = new Map<string, Meter>();

  const meterOf = (shardKey: string): Meter => {
    const now = clock();
    let meter = meters.get(shardKey);
    if (!meter) {
      meter = { ...fresh(), filledAt: now };
      meters.set(shardKey, meter);
    }
    const seconds = Math.max(now - meter.filledAt, 0) / 1_000;
    const allowances: readonly Allowance[] = [meter.recordsIn, meter.bytesIn, meter.readsOut, meter.bytesOut];
    for (const allowance of allowances)
      allowance.left = Math.min(allowance.left + allowance.perSecond * seconds, allowance.burst);
    meter.filledAt = now;
    return meter;
  };

  return {
    takeIn: (shardKey, bytes) => {
      const { recordsIn, bytesIn } = meterOf(shardKey);
      if (recordsIn.left < 1 || bytesIn.left <= 0) return false;
      recordsIn.left -= 1;
      bytesIn.left -= bytes;
      return true;
    },
    takeRead: (shardKey) => {
      const { readsOut, bytesOut } = meterOf(shardKey);
      if (readsOut.left < 1 || bytesOut.left <= 0) return false;
      readsOut.left -= 1;
      return true;
    },
    payForRead: (shardKey, bytes) => {
      meterOf(shardKey).bytesOut.left -= bytes;
    },
  };
};
