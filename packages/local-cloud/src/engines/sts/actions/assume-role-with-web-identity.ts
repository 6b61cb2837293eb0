import { AwsError } from "../../../gateway/errors.ts";
import { mayAssumeWithWebIdentity, mayTagSession } from "../../../iam/evaluate.ts";
import { requestContext } from "../../../iam/request-context.ts";
import { assumeRoleWithWebIdentityInput } from "../assume-role-input.ts";
import type { StsAction, StsContext } from "../context.ts";
import { principalTags, requestedTags } from "../session-tags.ts";
import { startSession } from "../start-session.ts";
import type { WebIdentity } from "../web-identity.ts";

const invalidToken = (message: string) => new AwsError("InvalidIdentityToken", message);

const notAuthorized = (action: string) =>
  new AwsError("AccessDenied", `Not authorized to perform ${action}`, { status: 403 });

const epochSeconds = (date: Date): number => Math.floor(date.getTime() / 1_000);

/** The provider that a token is from, whoever it may be, must be one of those that roles here can trust. */
const identityOf = ({ webIdentities, now }: StsContext, token: string): WebIdentity => {
  const answers = webIdentities.map((provider) => provider.read(token));
  const identity = answers.find((answer) => answer !== undefined);
  if (identity === undefined)
    throw invalidToken(
      "The token is not a JWT of a known issuer. The local cloud takes the tokens of identity pools (GetOpenIdToken).",
    );
  if (identity === "forged")
    throw invalidToken("The web identity token that was passed could not be validated by AWS.");
  if (identity.expiresAt <= now())
    throw new AwsError(
      "ExpiredTokenException",
      `Token expired: current date/time ${epochSeconds(now())} must be before the expiration date/time ${epochSeconds(identity.expiresAt)}`,
    );
  return identity;
};

/**
 * Unsigned: the token is the proof, and the role's trust policy decides.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export const assumeRoleWithWebIdentity: StsAction = (context) => ({
  access: () => "public",
  handle: (input) => {
    const request = assumeRoleWithWebIdentityInput(input);
    const identity = identityOf(context, request.token);
    const { provider, subject, audience, tags } = identity;
    const sessionContext = { ...identity.context, ...principalTags(tags), "aws:FederatedProvider": provider };
    const trusted = requestContext(
      { ...identity.context, "aws:FederatedProvider": provider, "sts:RoleSessionName": request.sessionName },
      requestedTags(tags),
    );

    // A role that is not there and one that trusts others are the same to a stranger.
    const role = context.iam.findRoleByArn(request.roleArn);
    if (!role || !mayAssumeWithWebIdentity(role.trustPolicy, provider, trusted))
      throw notAuthorized("sts:AssumeRoleWithWebIdentity");
    if (Object.keys(tags).length > 0 && !mayTagSession(role.trustPolicy, provider, trusted))
      throw notAuthorized("sts:TagSession");
    return {
      ...startSession(context, { ...request, role, context: sessionContext }),
      SubjectFromWebIdentityToken: subject,
      Audience: audience,
      Provider: provider,
    };
  },
});
