import { AwsError } from "../../gateway/errors.ts";
import type { ConditionContext, PolicyDocument } from "../../iam/policy.ts";
import type { Role } from "../iam/role.ts";
import type { StsContext } from "./context.ts";
import { randomCredentials, type SessionOfRole, sessionArn, sessionId } from "./session.ts";

export interface SessionRequest {
  readonly role: Role;
  readonly sessionName: string;
  readonly durationSeconds: number;
  readonly policy: PolicyDocument | undefined;
  /** Keys of the session beyond those that every session has. */
  readonly context?: ConditionContext;
}

/**
 * Hands out a session of a role, and answers what all of the AssumeRole actions answer.
 *
 * @throws {AwsError} `ValidationError` when the role does not let sessions last so long
 */
export const startSession = (
  { sessions, now }: StsContext,
  { role, sessionName, durationSeconds, policy, context }: SessionRequest,
) => {
  if (durationSeconds > role.maxSessionSeconds)
    throw new AwsError(
      "ValidationError",
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  const session: SessionOfRole = {
    roleArn: role.arn,
    roleId: role.id,
    name: sessionName,
    ...(policy ? { policy } : {}),
    context: { ...context, "aws:TokenIssueTime": now().toISOString() },
  };
  const credentials = randomCredentials();
  const expiresAt = new Date(now().getTime() + durationSeconds * 1_000);
  sessions.put(session, credentials, expiresAt);
  return {
    Credentials: { ...credentials, Expiration: expiresAt },
    AssumedRoleUser: { AssumedRoleId: sessionId(session), Arn: sessionArn(session) },
  };
};
