import type { ApiCall, RawAnswer } from "./engine.ts";

/** A call that passed IAM and is about to take effect. */
export interface PermittedCall {
  readonly call: ApiCall;
  /** What the call was allowed on; empty for operations that name no resource. */
  readonly resources: readonly string[];
}

/** What comes between a call and its effect on purpose; see `faults/`. */
export interface Interference {
  /** While this is false, calls go straight to their effect. */
  readonly active: boolean;
  /**
   * Carries the call out, in whatever way.
   *
   * @param effect may be called more than once, with a call of its own each time
   * @param note takes the name of what was done to the call, for the journal
   * @throws {AwsError} of the effect, or made up
   */
  carryOut(
    permitted: PermittedCall,
    effect: (call: ApiCall) => Promise<object | RawAnswer>,
    note: (name: string) => void,
  ): Promise<object | RawAnswer>;
}

/** Leaves every call alone. */
export const noInterference: Interference = { active: false, carryOut: ({ call }, effect) => effect(call) };
