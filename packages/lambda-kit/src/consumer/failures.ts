/** Why a record was not consumed; each is reported, and delivered again. */
import { TooEarly } from "../errors.ts";

/** Thrown when the function's time ran out before a record's turn came. */
export class NotStarted extends Error {
  constructor() {
    super("the function's time was up before its turn came");
    this.name = "NotStarted";
  }
}

/** Thrown when the function's time ran out while a record was worked on; the work may still go on, or be done. */
export class TimedOut extends Error {
  constructor() {
    super("the function's time was up before it was done");
    this.name = "TimedOut";
  }
}

/** Thrown when another invocation works on the same event, or died so lately that it might. */
export class InProgress extends Error {
  constructor() {
    super("the same event is being worked on");
    this.name = "InProgress";
  }
}

/** Thrown for a record whose turn does not come, because an earlier one that it must not overtake failed. */
export class BehindFailure extends Error {
  constructor() {
    super("an earlier record of the same group failed");
    this.name = "BehindFailure";
  }
}

const quiet = [NotStarted, InProgress, BehindFailure, TooEarly];

/** Whether a failure says nothing about the record itself, only about the moment. */
export const isPassing = (error: unknown): boolean => quiet.some((kind) => error instanceof kind);

/** One line for people. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.name === "PermanentFailure" ? error.message : `${error.name}: ${error.message}`;
};
