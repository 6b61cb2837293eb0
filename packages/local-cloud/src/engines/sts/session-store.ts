/** Sessions that AssumeRole has handed out; they survive a restart, and end on time. */
import type { DatabaseSync } from "node:sqlite";
import type { CredentialStore } from "../../gateway/credential-store.ts";
import { openDocumentStore } from "../../state/document-store.ts";
import type { IamStore } from "../iam/store.ts";
import { type SessionOfRole, sessionPrincipal, type TemporaryCredentials } from "./session.ts";

interface StoredSession extends SessionOfRole {
  readonly credentials: TemporaryCredentials;
  /** ISO 8601. */
  readonly expiresAt: string;
}

export interface SessionStore extends CredentialStore {
  put(session: SessionOfRole, credentials: TemporaryCredentials, expiresAt: Date): void;
}

/** Ended sessions are kept this long, so that their users learn that they expired. */
const keepEndedMs = 24 * 3_600_000;

export const openSessionStore = (database: DatabaseSync, iam: IamStore, now: () => Date): SessionStore => {
  const sessions = openDocumentStore<StoredSession>(database, "sessions");
  const forgetEnded = (): void => {
    const horizon = new Date(now().getTime() - keepEndedMs).toISOString();
    for (const { credentials, expiresAt } of sessions.list())
      if (expiresAt < horizon) sessions.delete(credentials.AccessKeyId);
  };
  forgetEnded();

  return {
    put: (session, credentials, expiresAt) => {
      forgetEnded();
      sessions.put(credentials.AccessKeyId, { ...session, credentials, expiresAt: expiresAt.toISOString() });
    },
    find: (accessKeyId) => {
      const session = sessions.get(accessKeyId);
      // A role that was deleted, or made anew under the same name, is no longer the one that was assumed.
      if (!session || iam.findRoleByArn(session.roleArn)?.id !== session.roleId) return undefined;
      return {
        secretAccessKey: session.credentials.SecretAccessKey,
        sessionToken: session.credentials.SessionToken,
        expiresAt: new Date(session.expiresAt),
        principal: sessionPrincipal(session),
      };
    },
  };
};
