import type { Json, JsonObject } from "../json.ts";
import type { RemovalPolicy } from "../template/template.ts";

/** A physical resource of a stack, as it was last brought to its template. */
export interface ResourceRecord {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, Json>>;
  /** Resolved: no intrinsics, no dynamic references. */
  readonly properties: JsonObject;
  /** Logical ids that must outlive this resource. */
  readonly dependencies: readonly string[];
  readonly deletionPolicy: RemovalPolicy;
  readonly updateReplacePolicy: RemovalPolicy;
  /** An update began and was not seen to end: what the resource looks like now is not known for sure. */
  readonly unsure?: boolean;
}

/** Written before a creation, so that what a killed process made can be found again. */
export interface CreationIntent {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** Random part of generated names. */
  readonly nameSuffix: string;
  /** What answered to the same description before: not ours. */
  readonly preexisting: readonly string[];
}

/** A physical resource that has been replaced or left its template, and is still to be removed. */
export interface Leftover extends ResourceRecord {
  readonly leftoverId: number;
  /**
   * The update that made it superfluous has succeeded. Until then it is what a rollback goes back to,
   * also when the process was killed in between.
   */
  readonly committed: boolean;
}

export type StackStatus =
  /** Also what a killed process leaves. */
  | "CREATE_IN_PROGRESS"
  | "UPDATE_IN_PROGRESS"
  | "DELETE_IN_PROGRESS"
  | "CREATE_COMPLETE"
  | "UPDATE_COMPLETE"
  | "ROLLBACK_COMPLETE"
  | "ROLLBACK_FAILED"
  | "DELETE_FAILED";

export interface StackRecord {
  readonly stackName: string;
  readonly stackId: string;
  /** The service that the stack belongs to, `todos`. */
  readonly service: string;
  readonly status: StackStatus;
  readonly outputs: Readonly<Record<string, string>>;
  /** Export name to value. */
  readonly exports: Readonly<Record<string, string>>;
  /** Names of other stacks' exports that this one uses. */
  readonly imports: readonly string[];
}
