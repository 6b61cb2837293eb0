import { AwsError } from "../../../gateway/errors.ts";
import { mayAssume } from "../../../iam/evaluate.ts";
import { type Principal, principalName } from "../../../iam/principal.ts";
import { requestContext } from "../../../iam/request-context.ts";
import { type AssumeRoleInput, assumeRoleInput } from "../assume-role-input.ts";
import type { StsAction } from "../context.ts";
import { startSession } from "../start-session.ts";

const refused = (principal: Principal, roleArn: string): AwsError =>
  new AwsError(
    "AccessDenied",
    `User: ${principalName(principal)} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    { status: 403 },
  );

/** A role that was itself assumed may assume another for an hour at most. */
const longestChainedSeconds = 3_600;

const checkChaining = ({ durationSeconds }: AssumeRoleInput, principal: Principal): void => {
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
export const assumeRole: StsAction = (context) => ({
  access: (input) => {
    const request = assumeRoleInput(input);
    return [
      {
        action: "sts:AssumeRole",
        resources: [request.roleArn],
        context: contextOf(request),
        resourcePolicy: context.iam.findRoleByArn(request.roleArn)?.trustPolicy,
      },
    ];
  },
  handle: (input, { principal }) => {
    const request = assumeRoleInput(input);
    const role = context.iam.findRoleByArn(request.roleArn);
    if (!role) throw refused(principal, request.roleArn);
    // The gateway lets the administrator through everywhere; whom a role trusts is still the role's to say.
    if (
      principal.kind === "admin" &&
      !mayAssume(role.trustPolicy, principal, requestContext(contextOf(request)))
    )
      throw refused(principal, request.roleArn);
    checkChaining(request, principal);
    return startSession(context, { ...request, role });
  },
});
