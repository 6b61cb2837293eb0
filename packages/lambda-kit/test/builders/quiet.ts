/** Collects what a function logs, and keeps it off the test's output. */
import { afterEach, beforeEach, vi } from "vitest";

type Line = Record<string, unknown>;

/** @returns the log lines of the running test so far */
export const capturedLogs = (): (() => readonly Line[]) => {
  // Read when a stack is built, which may be before any test runs.
  process.env.POWERTOOLS_METRICS_DISABLED = "true";
  let written = "";
  beforeEach(() => {
    written = "";
    // Every logger writes here, also those that are made for one record.
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, "write").mockImplementation((chunk) => {
        written += chunk;
        return true;
      });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });
  return () =>
    written
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line));
};
