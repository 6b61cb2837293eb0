/**
 * What faults do to a call: first those before its effect, then those after it, each in the order in which they were
 * added. A fault is asked when its moment comes: one that was added during a long poll still sees its answer, and
 * one whose moment never comes, because another fault ended the call, does not count it.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Crash } from "./crash.ts";
import type { DelayMs, ErrorSettings, Fault, Moment } from "./fault.ts";
import type { ActiveFault } from "./fault-store.ts";
import { injectedError, throttlingError } from "./service-errors.ts";
import type { Target } from "./target.ts";
import type { Turn } from "./turns.ts";

/** A call with all that its faults need to know of it. */
export interface Victim<Answer> {
  readonly target: Target;
  /** Those that match the call. */
  readonly faults: readonly ActiveFault[];
  /** What a caller gets of a function that failed. */
  functionFailure(error: ErrorSettings, faultId: string): Answer;
  /** Takes the id of each fault that did something to the call. */
  note(faultId: string): void;
  readonly crash: Crash;
  /** Ends delays early: the caller has gone. */
  readonly signal?: AbortSignal;
}

const momentOf = (fault: Fault): Moment => {
  switch (fault.kind) {
    case "throttle":
      return "before";
    case "duplicate":
      return "after";
    default:
      return fault.when;
  }
};

const lengthOf = (delayMs: DelayMs, random: () => number): number =>
  typeof delayMs === "number"
    ? delayMs
    : delayMs.min + Math.floor(random() * (delayMs.max - delayMs.min + 1));

const siteOf = ({ service, operation, resources }: Target): string =>
  `${service}:${operation} on ${resources.join(", ")}`;

/** @returns the answer, when the fault gives one in place of the effect's; nothing else of the call matters then */
const strike = async <Answer>(
  { target, ...victim }: Victim<Answer>,
  { fault, removed }: ActiveFault,
  { random }: Turn,
): Promise<{ readonly answer: Answer } | undefined> => {
  victim.note(fault.id);
  switch (fault.kind) {
    case "delay": {
      const signal = victim.signal ? AbortSignal.any([removed, victim.signal]) : removed;
      await sleep(lengthOf(fault.delayMs, random), undefined, { signal }).catch(() => {});
      return undefined;
    }
    case "throttle":
      throw throttlingError(target.service, target.operation);
    case "error":
      if (fault.error?.functionError) return { answer: victim.functionFailure(fault.error, fault.id) };
      throw injectedError(target.service, fault.error, fault.id);
    case "crash":
      return victim.crash({ faultId: fault.id, when: fault.when, call: siteOf(target) });
    case "duplicate":
      return undefined;
  }
};

/** @throws {AwsError} of a fault */
export const injectBefore = async <Answer>(
  victim: Victim<Answer>,
): Promise<{ readonly answer: Answer } | undefined> => {
  for (const active of victim.faults) {
    const turn = momentOf(active.fault) === "before" ? active.turns.next() : undefined;
    const ended = turn && (await strike(victim, active, turn));
    if (ended) return ended;
  }
  return undefined;
};

/**
 * @param again has the effect once more; the last answer counts
 * @throws {AwsError} of a fault, or of the effect when it is repeated
 */
export const injectAfter = async <Answer>(
  victim: Victim<Answer>,
  answer: Answer,
  again: () => Promise<Answer>,
): Promise<Answer> => {
  let last = answer;
  for (const active of victim.faults) {
    const turn = momentOf(active.fault) === "after" ? active.turns.next() : undefined;
    if (!turn) continue;
    const ended = await strike(victim, active, turn);
    if (ended) return ended.answer;
    if (active.fault.kind === "duplicate") last = await again();
  }
  return last;
};
