import { UsageError } from "../command/run-command.ts";

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * The instant that `--since` names.
 *
 * @param text `10m`, `2h`, `1d`, `30s`, or an ISO 8601 time
 * @throws {UsageError}
 */
export const sinceOf = (text: string, now: Date): Date => {
  const [, count, unit = ""] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const instant =
    count === undefined ? new Date(text) : new Date(now.getTime() - Number(count) * (unitMs[unit] ?? 0));
  if (Number.isNaN(instant.getTime()) || (count === undefined && !/^\d{4}-/.test(text)))
    throw new UsageError(
      `--since is "${text}"; say how long ago, as 30s, 10m, 2h or 1d, or an ISO 8601 time`,
    );
  return instant;
};
