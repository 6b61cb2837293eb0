/** The client: wrk, with as many requests under way as it has connections. */
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { cpuSeconds } from "../cpu-time.ts";
import type { WebCache } from "./web-cache.ts";

export interface Load {
  /** Of the client. */
  readonly threads: number;
  readonly connections: number;
  readonly seconds: number;
}

export interface Measured {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Of the cache, for one request. */
  readonly cpuMicroseconds: number;
  /** How much of its threads' time the client was busy: near 1 it is the client that is measured. */
  readonly clientBusy: number;
}

/** Written by `report.lua`. */
interface Report {
  readonly requests: number;
  readonly microseconds: number;
  readonly errors: number;
  /** Microseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly cpuSeconds: number;
}

const run = promisify(execFile);
const script = path.join(import.meta.dirname, "report.lua");

export const measure = async (
  wrk: string,
  { name, url, pid }: WebCache,
  path: string,
  { threads, connections, seconds }: Load,
): Promise<Measured> => {
  const before = cpuSeconds(pid);
  const options = [`-t${threads}`, `-c${connections}`, `-d${seconds}s`, "--timeout", "5s", "-s", script];
  const { stdout } = await run(wrk, [...options, url + path]);
  const report = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Report;
  if (report.errors > 0) throw new Error(`${report.errors} requests to ${name} for ${path} failed`);
  const { requests, microseconds, p50, p99 } = report;
  return {
    perSecond: (requests * 1e6) / microseconds,
    p50: p50 / 1_000,
    p99: p99 / 1_000,
    cpuMicroseconds: ((cpuSeconds(pid) - before) * 1e6) / requests,
    clientBusy: (report.cpuSeconds * 1e6) / (threads * microseconds),
  };
};
