/** Collects what a function logs, and keeps it off the test's output. */
import { afterEach, beforeEach, vi } from "vitest";
import { logger } from "../../src/logger.ts";

type Line = Record<string, unknown>;

/** @returns the log lines of the running test so far */
export const capturedLogs = (): (() => readonly Line[]) => {
  // Read when a stack is built, which may be before any test runs.
  process.env.POWERTOOLS_METRICS_DISABLED = "true";
  const lines: string[] = [];
  const target: Console = Reflect.get(logger, "console");
  beforeEach(() => {
    lines.length = 0;
    for (const level of ["info", "warn", "error", "debug"] as const)
      vi.spyOn(target, level).mockImplementation((line) => void lines.push(line));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });
  return () => lines.map((line) => JSON.parse(line));
};
