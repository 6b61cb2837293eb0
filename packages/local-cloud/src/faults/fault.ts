/** What goes wrong on purpose, to which calls, and how often. All of it is JSON: `POST /_local/faults`. */

/** The calls that a fault is meant for; what is left out does not matter. */
export interface Selection {
  /** Signing name, `sqs`, `dynamodb`, `cognito-idp`; `*` for all. */
  readonly service?: string;
  /** Names, with `*` and `?` as wildcards. */
  readonly operation?: string | readonly string[];
  /** Pattern of the whole ARN. */
  readonly resource?: string;
  /** Pattern of the caller: ARN of a session or its role, name of an AWS service, `anonymous`. */
  readonly principal?: string;
  /** Pattern of a function's name: its runs, whoever invokes it. */
  readonly function?: string;
}

/** Which of the matching calls are hit. */
export interface Schedule {
  /** From 0 to 1. */
  readonly probability: number;
  /** The same seed hits the same calls, counted from the first that matches. */
  readonly seed: number;
  /** So many matching calls pass first. */
  readonly after: number;
  /** At most so many are hit; without it, there is no end. */
  readonly times?: number;
}

export type Moment = "before" | "after";

/** A pause, or the range to draw it from. */
export type DelayMs = number | { readonly min: number; readonly max: number };

export interface ErrorSettings {
  readonly code: string;
  readonly message?: string;
  /** HTTP status, 500 unless told. */
  readonly status?: number;
  /** The function itself fails, as if it had thrown an error of the name `code`. */
  readonly functionError?: true;
}

/** `when` is told from the effect: an error after it is an acknowledgement that got lost. */
export type Consequence =
  | { readonly kind: "delay"; readonly delayMs: DelayMs; readonly when: Moment }
  /** The service's own throttling error; the effect does not happen. */
  | { readonly kind: "throttle" }
  /** Without `error`, the service's own internal error. */
  | { readonly kind: "error"; readonly error?: ErrorSettings; readonly when: Moment }
  /** What is received comes once more; what is sent or invoked happens twice. */
  | { readonly kind: "duplicate" }
  /** The process of the local cloud is killed, as by `kill -9`. */
  | { readonly kind: "crash"; readonly when: Moment };

export type Kind = Consequence["kind"];

export type Fault = { readonly id: string } & Selection & Schedule & Consequence;

/** A fault as it was asked for: an id and a seed are found for those who do not mind. */
export type FaultRequest = Selection & Omit<Schedule, "seed"> & Consequence & { id?: string; seed?: number };

/** How a fault is doing. */
export interface Counters {
  /** Calls that it was meant for. */
  readonly matched: number;
  /** Of those, the ones that it hit. */
  readonly injected: number;
}
