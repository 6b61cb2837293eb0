import type { ApiCall, RawAnswer } from "./engine.ts";

/** A call that passed IAM. */
export interface PermittedCall {
  readonly call: ApiCall;
  /** What the call was allowed on; empty for operations that name no resource. */
  readonly resources: readonly string[];
}

/** Takes the name of what was done to a call, for the journal. */
export type Note = (name: string) => void;

/** What comes between a call and its effect, and between the effect and its answer, on purpose; see `faults/`. */
export interface Interference {
  /** While this is false, the rest is not asked. */
  readonly active: boolean;
  /**
   * @returns an answer to give in place of the effect, if any
   * @throws {AwsError} to give in place of the effect
   */
  before(permitted: PermittedCall, note: Note): Promise<object | undefined>;
  /**
   * @param again has the effect once more, as a call with an id of its own
   * @returns the answer to give
   * @throws {AwsError} to give in place of the answer
   */
  after(
    permitted: PermittedCall,
    answer: object | RawAnswer,
    again: (requestId: string) => Promise<object | RawAnswer>,
    note: Note,
  ): Promise<object | RawAnswer>;
}

/** Leaves every call alone. */
export const noInterference: Interference = {
  active: false,
  before: async () => undefined,
  after: async (_permitted, answer) => answer,
};
