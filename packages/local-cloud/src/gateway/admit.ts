/** Says who sends a streamed request: by its head, before a byte of its body is read. */
import { timingSafeEqual } from "node:crypto";
import type { Principal } from "../iam/principal.ts";
import type { AuthenticationSettings } from "./authenticate.ts";
import type { Caller } from "./credential-store.ts";
import type { RequestHead } from "./engine.ts";
import { AwsError } from "./errors.ts";
import { noBody } from "./http-message.ts";
import { restXmlAuthError } from "./rest-xml-auth-errors.ts";
import { AuthError } from "./sigv4/auth-error.ts";
import { formClaimOf } from "./sigv4/form-claim.ts";
import { incomingBody } from "./sigv4/incoming-body.ts";
import { claimOf, type Scope } from "./sigv4/signature-claim.ts";
import { signText } from "./sigv4/signing-key.ts";
import { checkSession, type SigningRules, verifySignature } from "./sigv4/verify.ts";
import type { Admission, Gate, StreamedRequest } from "./stream-protocol.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
const rules: SigningRules = {
  path: "as-sent",
  payloadMarkers: [],
  presignedPayload: "UNSIGNED-PAYLOAD",
  bodyFollows: true,
};

const isPresigned = ({ url }: RequestHead): boolean => /[?&]X-Amz-(?:Algorithm|Signature)=/.test(url);

/** Signature version 2 is gone: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingAWSSDK.html */
const refuseVersion2 = ({ headers, url }: RequestHead): void => {
  if (headers.authorization?.startsWith("AWS ") || /[?&]AWSAccessKeyId=/.test(url))
    throw new AwsError(
      "InvalidRequest",
      "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
    );
};

const malformedScope = (head: RequestHead, what: string, fields: Record<string, string> = {}): AwsError =>
  isPresigned(head)
    ? new AwsError(
        "AuthorizationQueryParametersError",
        `Error parsing the X-Amz-Credential parameter; ${what}`,
        {
          fields,
        },
      )
    : new AwsError("AuthorizationHeaderMalformed", `The authorization header is malformed; ${what}`, {
        fields,
      });

const checkScope = (scope: Scope, service: string, region: string, head: RequestHead): void => {
  if (scope.service !== service)
    throw malformedScope(
      head,
      `incorrect service "${scope.service}". This endpoint belongs to "${service}".`,
    );
  if (scope.region !== region)
    throw malformedScope(head, `the region '${scope.region}' is wrong; expecting '${region}'`, {
      Region: region,
    });
};

const equal = (given: string, expected: string): boolean =>
  given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));

/** @param service signing name that signatures must be scoped to */
export const createGate = (
  request: StreamedRequest,
  service: string,
  { credentials, region, now }: AuthenticationSettings,
): Gate => {
  const callerOf = (scope: Scope): Caller => {
    const caller = credentials.find(scope.accessKeyId);
    if (!caller) throw new AuthError("unknown-key", "No such access key.");
    checkScope(scope, service, region, request);
    return caller;
  };

  const translating = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw error instanceof AuthError ? restXmlAuthError(error, isPresigned(request)) : error;
    }
  };

  const admit = (): Admission => {
    refuseVersion2(request);
    const { method, url, headers } = request;
    const raw = { method, url, headers, body: noBody };
    const claim = claimOf(raw);
    if (!claim) return { principal: { kind: "anonymous" }, body: incomingBody(request, undefined) };
    const caller = callerOf(claim.scope);
    if (claim.kind === "header" && request.headers["x-amz-content-sha256"] === undefined)
      throw new AwsError(
        "MissingSecurityHeader",
        "Your request was missing a required header: x-amz-content-sha256",
      );
    verifySignature(raw, claim, caller, now(), rules);
    const { principal, secretAccessKey } = caller;
    return { principal, body: incomingBody(request, { claim, secretAccessKey }) };
  };

  const admitForm = (fields: ReadonlyMap<string, string>): Principal => {
    const claim = formClaimOf(fields);
    if (!claim) return { kind: "anonymous" };
    const caller = callerOf(claim.scope);
    const expected = signText(caller.secretAccessKey, claim.scope, claim.policy);
    if (!equal(claim.signature, expected))
      throw new AuthError(
        "mismatch",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
      );
    checkSession(claim.sessionToken, caller, now());
    return caller.principal;
  };

  return {
    admit: () => translating(admit),
    admitForm: (fields) => translating(() => admitForm(fields)),
  };
};
