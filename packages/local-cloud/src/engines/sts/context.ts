import type { Operation } from "../../gateway/engine.ts";
import type { IamStore } from "../iam/store.ts";
import type { SessionStore } from "./session-store.ts";

export interface StsContext {
  readonly iam: IamStore;
  readonly sessions: SessionStore;
  readonly now: () => Date;
}

export type StsAction = (context: StsContext) => Operation<Record<string, unknown>>;
