import type { Condition } from "./condition.ts";

/** A field as a dotted path, with the conditions of which one must hold. */
export interface Rule {
  readonly path: string;
  /** Levels of nesting, 1 for a field of the root. */
  readonly depth: number;
  readonly conditions: readonly Condition[];
}
