import type { Operation } from "../../gateway/engine.ts";
import type { IamStore } from "../iam/store.ts";
import type { SessionStore } from "./session-store.ts";
import type { WebIdentityProvider } from "./web-identity.ts";

export interface StsContext {
  readonly iam: IamStore;
  readonly sessions: SessionStore;
  readonly webIdentities: readonly WebIdentityProvider[];
  readonly now: () => Date;
}

export type StsAction = (context: StsContext) => Operation<Record<string, unknown>>;
