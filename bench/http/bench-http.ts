import { fork } from "node:child_process";
import os from "node:os";
import path from "node:path";
import type { Bar } from "../bar.ts";

/** Microseconds for a call. */
interface Costs {
  readonly bare: number;
  readonly withStack: number;
}

/** In a function's surroundings. @param logLevel `SILENT` leaves out what logging costs */
const costsAt = (logLevel: string): Promise<Costs> =>
  new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, "calls.ts"), {
      env: {
        ...process.env,
        POWERTOOLS_LOG_LEVEL: logLevel,
        POWERTOOLS_SERVICE_NAME: "bench",
        POWERTOOLS_METRICS_NAMESPACE: "Skein",
        ...(logLevel === "SILENT" && { POWERTOOLS_METRICS_DISABLED: "true" }),
      },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    let costs: Costs | undefined;
    child.on("message", (message) => {
      costs = message as Costs;
    });
    child.on("error", reject);
    child.on("exit", (code) =>
      costs ? resolve(costs) : reject(new Error(`the measuring process ended with ${code}`)),
    );
  });

/** The check of a token's signature is left out: it is cryptography, and the same in any stack. */
export const benchHttp = async (say: (line: string) => void): Promise<readonly Bar[]> => {
  say("calling with logs and metrics");
  const loud = await costsAt("INFO");
  say("calling without");
  const silent = await costsAt("SILENT");
  return [
    {
      what: "the stack, without writing logs and metrics",
      value: silent.withStack - silent.bare,
      unit: "us/call",
      bar: { kind: "at most", value: 50 },
    },
    { what: "the stack, with a log line and metrics", value: loud.withStack - loud.bare, unit: "us/call" },
    { what: "the handler without a stack", value: silent.bare, unit: "us/call" },
    {
      what: `load of the machine (${os.availableParallelism()} CPUs), last minute`,
      value: os.loadavg()[0] ?? 0,
      unit: "",
    },
  ];
};
