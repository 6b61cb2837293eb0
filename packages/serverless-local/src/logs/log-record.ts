/** From the least to the most severe; Powertools for AWS Lambda writes the same names. */
export const logLevels = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "CRITICAL"] as const;

export type LogLevel = (typeof logLevels)[number];

/** One line of a service's log file. */
export interface LogRecord {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly service: string;
  /** Key of the function in `serverless.yml`; absent on lines of the host itself: requests, reloads. */
  readonly function?: string;
  readonly level: LogLevel;
  readonly message: string;
  /** What else a structured line carries: `correlationId`, `error` ... */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Which of a function's streams a line came from. `console.warn` and `console.error` write to `stderr`. */
export type OutputStream = "stdout" | "stderr";

export const isLogLevel = (value: unknown): value is LogLevel => logLevels.some((level) => level === value);

/** Whether `level` is as severe as `least`, or more so. */
export const atLeast = (level: LogLevel, least: LogLevel): boolean =>
  logLevels.indexOf(level) >= logLevels.indexOf(least);

/** The members of a line of structured logging; `undefined` for anything else. */
export const structuredLine = (line: string): Readonly<Record<string, unknown>> | undefined => {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
};

/**
 * Whether a line is one of metrics, which CloudWatch would take out of the log.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const isMetricsLine = (members: Readonly<Record<string, unknown>>): boolean =>
  typeof members._aws === "object" && members._aws !== null && "CloudWatchMetrics" in members._aws;

const isInstant = (value: unknown): value is string =>
  typeof value === "string" && !Number.isNaN(Date.parse(value));

/** Reads a line that a function wrote: by Powertools' logger, or in plain words. */
export const recordOfLine = (
  origin: { readonly service: string; readonly function: string },
  line: string,
  stream: OutputStream,
  now: Date,
): LogRecord => {
  const { level, message, timestamp, service: _, ...fields } = structuredLine(line) ?? {};
  if (!isLogLevel(level) || typeof message !== "string")
    return {
      time: now.toISOString(),
      ...origin,
      level: stream === "stderr" ? "WARN" : "INFO",
      message: line,
    };
  const time = (isInstant(timestamp) ? new Date(timestamp) : now).toISOString();
  return { time, ...origin, level, message, fields };
};
