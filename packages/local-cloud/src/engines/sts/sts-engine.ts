/** STS: who am I, and sessions of roles. */
import path from "node:path";
import type { CredentialStore } from "../../gateway/credential-store.ts";
import type { Engine } from "../../gateway/engine.ts";
import { openDatabase } from "../../state/database.ts";
import type { IamStore } from "../iam/store.ts";
import { assumeRole } from "./actions/assume-role.ts";
import { assumeRoleWithWebIdentity } from "./actions/assume-role-with-web-identity.ts";
import { getCallerIdentity } from "./actions/get-caller-identity.ts";
import type { StsAction } from "./context.ts";
import { openSessionStore } from "./session-store.ts";
import type { WebIdentityProvider } from "./web-identity.ts";

const actions: Readonly<Record<string, StsAction>> = {
  AssumeRole: assumeRole,
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
  GetCallerIdentity: getCallerIdentity,
};

export interface StsEngineOptions {
  readonly stateDir: string;
  readonly iam: IamStore;
  /** Whose tokens AssumeRoleWithWebIdentity takes; nobody's unless told. */
  readonly webIdentities?: readonly WebIdentityProvider[];
  readonly now?: () => Date;
}

export interface StsEngine extends Engine {
  /** The sessions that were handed out. */
  readonly sessions: CredentialStore;
}

export const createStsEngine = ({
  stateDir,
  iam,
  webIdentities = [],
  now = () => new Date(),
}: StsEngineOptions): StsEngine => {
  const database = openDatabase(path.join(stateDir, "sts.sqlite"), "");
  const sessions = openSessionStore(database, iam, now);
  const context = { iam, sessions, webIdentities, now };
  return {
    service: "sts",
    protocol: "query",
    xmlNamespace: "2011-06-15",
    operations: Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, action(context)])),
    sessions,
    close: async () => database.close(),
  };
};
