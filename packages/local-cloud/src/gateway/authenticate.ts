import type { Principal } from "../iam/principal.ts";
import type { CredentialStore } from "./credential-store.ts";
import type { RawRequest } from "./engine.ts";
import { AuthError } from "./sigv4/auth-error.ts";
import type { SignatureClaim } from "./sigv4/signature-claim.ts";
import { verifySignature } from "./sigv4/verify.ts";

export interface AuthenticationSettings {
  readonly credentials: CredentialStore;
  readonly region: string;
  readonly now: () => Date;
}

/** Their one endpoint is in us-east-1, whatever the region of the client. */
const globalServices = new Set(["cloudfront", "iam", "sts"]);

const checkScope = (claim: SignatureClaim, service: string, region: string): void => {
  const { scope } = claim;
  if (scope.service !== service)
    throw new AuthError("mismatch", `Credential should be scoped to correct service: '${service}'.`);
  const globally = globalServices.has(service) && scope.region === "us-east-1";
  if (scope.region !== region && !globally)
    throw new AuthError("mismatch", `Credential should be scoped to a valid region: '${region}'.`);
};

/**
 * Says who sent a request.
 *
 * @param service signing name that the signature must be scoped to
 * @returns the anonymous principal when the request is not signed
 * @throws {AuthError} when it is signed, but not by anyone known
 */
export const authenticate = (
  request: RawRequest,
  claim: SignatureClaim | undefined,
  service: string,
  { credentials, region, now }: AuthenticationSettings,
): Principal => {
  if (!claim) return { kind: "anonymous" };
  const caller = credentials.find(claim.scope.accessKeyId);
  if (!caller) throw new AuthError("unknown-key", "The security token included in the request is invalid.");
  checkScope(claim, service, region);
  verifySignature(request, claim, caller, now());
  return caller.principal;
};
