/** Carries a call out with the faults that hit it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Crash } from "./crash.ts";
import type { DelayMs, ErrorSettings, Moment } from "./fault.ts";
import type { ActiveFault } from "./fault-store.ts";
import { injectedError, throttlingError } from "./service-errors.ts";
import type { Target } from "./target.ts";
import type { Turn } from "./turns.ts";

export interface Effect<Answer> {
  run(): Promise<Answer>;
  /** The same once more. */
  again(): Promise<Answer>;
  /** Whether the answer tells of a failure, and so of no effect: nothing comes after it then. */
  failed(answer: Answer): boolean;
  /** What a caller gets of a function that failed. */
  functionFailure(error: ErrorSettings, faultId: string): Answer;
  /** Takes the id of each fault that did something to the call. */
  note(faultId: string): void;
  readonly crash: Crash;
  /** Ends delays early: the caller has gone. */
  readonly signal?: AbortSignal;
}

/** One fault that hits the call. */
interface Hit {
  readonly active: ActiveFault;
  readonly turn: Turn;
}

/**
 * Asks the faults one after the other, oldest first, until one ends the call: those behind it do not get to see it,
 * as they would not see a call that never came.
 */
const hitsOf = (faults: readonly ActiveFault[]): Hit[] => {
  const hits: Hit[] = [];
  for (const active of faults) {
    const turn = active.turns.next();
    if (!turn) continue;
    hits.push({ active, turn });
    if (endsCall(active)) break;
  }
  return hits;
};

const endsCall = ({ fault }: ActiveFault): boolean => fault.kind !== "delay" && fault.kind !== "duplicate";

const momentOf = ({ active: { fault } }: Hit): Moment => {
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

/** @throws {AwsError} what the faults, or the effect, make of the call */
export const inject = async <Answer>(
  target: Target,
  faults: readonly ActiveFault[],
  effect: Effect<Answer>,
): Promise<Answer> => {
  const open = new Set(hitsOf(faults));

  const pause = async ({ active, turn }: Hit, delayMs: DelayMs): Promise<void> => {
    const signals = effect.signal ? [active.removed, effect.signal] : [active.removed];
    await sleep(lengthOf(delayMs, turn.random), undefined, { signal: AbortSignal.any(signals) }).catch(
      () => {},
    );
  };

  /** @returns the answer, when the fault gives one in place of the effect's */
  const strike = async (hit: Hit): Promise<{ readonly answer: Answer } | undefined> => {
    const { fault } = hit.active;
    open.delete(hit);
    effect.note(fault.id);
    switch (fault.kind) {
      case "delay":
        await pause(hit, fault.delayMs);
        return undefined;
      case "throttle":
        throw throttlingError(target.service, target.operation);
      case "error":
        if (fault.error?.functionError) return { answer: effect.functionFailure(fault.error, fault.id) };
        throw injectedError(target.service, fault.error, fault.id);
      case "duplicate":
        return { answer: await effect.again() };
      case "crash":
        return effect.crash({ faultId: fault.id, when: fault.when, call: nameOf(target) });
    }
  };

  try {
    for (const hit of open)
      if (momentOf(hit) === "before") {
        const outcome = await strike(hit);
        if (outcome) return outcome.answer;
      }
    let answer: Answer = await effect.run();
    if (effect.failed(answer)) return answer;
    for (const hit of open) {
      const outcome = await strike(hit);
      if (outcome) answer = outcome.answer;
    }
    return answer;
  } finally {
    for (const { turn } of open) turn.withdraw();
  }
};

const nameOf = ({ service, operation, resources }: Target): string =>
  `${service}:${operation} on ${resources.join(", ")}`;
