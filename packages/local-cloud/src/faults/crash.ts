import type { Moment } from "./fault.ts";

/** What to say of a crash, in the last line that the process writes. */
export interface CrashSite {
  readonly faultId: string;
  readonly when: Moment;
  /** `sqs:SendMessage on arn:...` */
  readonly call: string;
}

/** Ends the process, so that nothing that comes after it in the code happens. */
export type Crash = (site: CrashSite) => Promise<never>;

/** `kill -9` of this very process: no handler runs, nothing is flushed. */
export const killThisProcess: Crash = ({ faultId, when, call }) => {
  console.error(`The fault ${faultId} kills this process ${when} ${call}.`);
  process.kill(process.pid, "SIGKILL");
  // The signal may take a moment; the caller must not get an answer in it.
  return new Promise(() => {});
};
