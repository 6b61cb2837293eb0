/** STS: who am I, and sessions of roles. */
import path from "node:path";
import type { CredentialStore } from "../../gateway/credential-store.ts";
import type { Engine } from "../../gateway/engine.ts";
import { openDatabase } from "../../state/database.ts";
import type { IamStore } from "../iam/store.ts";
import { assumeRole } from "./actions/assume-role.ts";
import { getCallerIdentity } from "./actions/get-caller-identity.ts";
import type { StsAction } from "./context.ts";
import { openSessionStore } from "./session-store.ts";

const actions: Readonly<Record<string, StsAction>> = {
  AssumeRole: assumeRole,
  GetCallerIdentity: getCallerIdentity,
};

export interface StsEngineOptions {
  readonly stateDir: string;
  readonly iam: IamStore;
  readonly now?: () => Date;
}

export interface StsEngine extends Engine {
  /** The sessions that were handed out. */
  readonly sessions: CredentialStore;
}

export const createStsEngine = ({ stateDir, iam, now = () => new Date() }: StsEngineOptions): StsEngine => {
  const database = openDatabase(path.join(stateDir, "sts.sqlite"), "");
  const sessions = openSessionStore(database, iam, now);
  const context = { iam, sessions, now };
  return {
    service: "sts",
    protocol: "query",
    xmlNamespace: "2011-06-15",
    operations: Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, action(context)])),
    sessions,
    close: async () => database.close(),
  };
};
