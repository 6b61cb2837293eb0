import { AwsError } from "../../../gateway/errors.ts";
import { mayAssume } from "../../../iam/evaluate.ts";
import { type Principal, principalName } from "../../../iam/principal.ts";
import { requestContext } from "../../../iam/request-context.ts";
import type { Role } from "../../iam/role.ts";
import { type AssumeRoleInput, assumeRoleInput } from "../assume-role-input.ts";
import type { StsAction } from "../context.ts";
import { randomCredentials, type SessionOfRole, sessionArn, sessionId } from "../session.ts";

const refused = (principal: Principal, roleArn: string): AwsError =>
  new AwsError(
    "AccessDenied",
    `User: ${principalName(principal)} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    { status: 403 },
  );

/** A role that was itself assumed may assume another for an hour at most. */
const longestChainedSeconds = 3_600;

const checkDuration = ({ durationSeconds }: AssumeRoleInput, role: Role, principal: Principal): void => {
  if (durationSeconds > role.maxSessionSeconds)
    throw new AwsError(
      "ValidationError",
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  if (principal.kind === "role" && durationSeconds > longestChainedSeconds)
    throw new AwsError(
      "ValidationError",
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    );
};

const contextOf = ({ externalId, sessionName }: AssumeRoleInput) => ({
  "sts:RoleSessionName": sessionName,
  ...(externalId === undefined ? {} : { "sts:ExternalId": externalId }),
});

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const assumeRole: StsAction = ({ iam, sessions, now }) => ({
  access: (input) => {
    const request = assumeRoleInput(input);
    return [
      {
        action: "sts:AssumeRole",
        resources: [request.roleArn],
        context: contextOf(request),
        resourcePolicy: iam.findRoleByArn(request.roleArn)?.trustPolicy,
      },
    ];
  },
  handle: (input, { principal }) => {
    const request = assumeRoleInput(input);
    const role = iam.findRoleByArn(request.roleArn);
    if (!role) throw refused(principal, request.roleArn);
    // The gateway lets the administrator through everywhere; whom a role trusts is still the role's to say.
    if (
      principal.kind === "admin" &&
      !mayAssume(role.trustPolicy, principal, requestContext(contextOf(request)))
    )
      throw refused(principal, request.roleArn);
    checkDuration(request, role, principal);

    const session: SessionOfRole = {
      roleArn: role.arn,
      roleId: role.id,
      name: request.sessionName,
      ...(request.policy ? { policy: request.policy } : {}),
      context: { "aws:TokenIssueTime": now().toISOString() },
    };
    const credentials = randomCredentials();
    const expiresAt = new Date(now().getTime() + request.durationSeconds * 1_000);
    sessions.put(session, credentials, expiresAt);
    return {
      Credentials: { ...credentials, Expiration: expiresAt },
      AssumedRoleUser: { AssumedRoleId: sessionId(session), Arn: sessionArn(session) },
    };
  },
});
