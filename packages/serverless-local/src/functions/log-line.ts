/** How much of a function's log is shown: `SKEIN_LOGS=full` shows every line as it was written. */
const full = process.env.SKEIN_LOGS === "full";

interface StructuredLine {
  readonly level?: unknown;
  readonly message?: unknown;
  readonly correlationId?: unknown;
  readonly error?: { readonly name?: unknown; readonly message?: unknown; readonly location?: unknown };
}

/**
 * What to show of a line that a function wrote: of a structured one, level, message, error and correlation id;
 * of metrics, which CloudWatch would collect, nothing.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 *
 * @returns `undefined` for a line that is not to be shown
 */
export const shownLine = (line: string): string | undefined => {
  if (full) return line;
  const entry = structured(line);
  if (!entry) return line;
  if ("_aws" in entry) return undefined;
  const { level, message, correlationId, error } = entry;
  if (typeof level !== "string" || typeof message !== "string") return line;
  const parts = [level, message];
  if (error) parts.push(`(${[error.name, error.message].filter(Boolean).join(": ")}${at(error.location)})`);
  if (typeof correlationId === "string") parts.push(`[${correlationId}]`);
  return parts.join(" ");
};

const structured = (line: string): StructuredLine | undefined => {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as StructuredLine;
  } catch {
    return undefined;
  }
};

const at = (location: unknown): string =>
  typeof location === "string" && location !== "" ? `, ${location}` : "";
