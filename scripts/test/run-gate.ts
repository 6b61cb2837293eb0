import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Gate } from "./gates.ts";

export interface GateResult {
  readonly gate: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

const root = path.resolve(import.meta.dirname, "../..");

const run = (command: readonly [string, ...string[]]): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const [file, ...args] = command;
    const child = spawn(file, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code === 0));
  });

/** Passed and failed cases of a vitest JSON report. A file that cannot even be loaded counts as one failure. */
const countCases = (report: string): { passed: number; failed: number } => {
  const { numPassedTests, testResults } = JSON.parse(readFileSync(report, "utf8")) as {
    numPassedTests: number;
    testResults: { status: string; assertionResults: { status: string }[] }[];
  };
  const failed = testResults.reduce((total, file) => {
    const cases = file.assertionResults.filter((result) => result.status === "failed").length;
    return total + (file.status === "failed" ? Math.max(cases, 1) : cases);
  }, 0);
  return { passed: numPassedTests, failed };
};

/** Runs one gate with its output passed through. A gate that fails without naming a case counts one failure. */
export const runGate = async (gate: Gate): Promise<GateResult> => {
  const started = performance.now();
  const scratch = mkdtempSync(path.join(os.tmpdir(), "skein-test-"));
  const report = path.join(scratch, "report.json");
  try {
    const ok = await run(
      gate.runner === "vitest" ? [...gate.command, `--outputFile.json=${report}`] : gate.command,
    );
    const cases = existsSync(report) ? countCases(report) : { passed: ok ? 1 : 0, failed: 0 };
    return {
      gate: gate.name,
      passed: cases.passed,
      failed: ok ? cases.failed : Math.max(cases.failed, 1),
      seconds: Math.round((performance.now() - started) / 100) / 10,
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
