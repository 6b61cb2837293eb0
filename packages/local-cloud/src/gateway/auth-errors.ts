/**
 * What AWS calls a failed authentication. The names of the query protocol are the older ones:
 * https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
import type { Engine } from "./engine.ts";
import { AwsError } from "./errors.ts";
import { restXmlAuthError } from "./rest-xml-auth-errors.ts";
import type { AuthError, AuthFailure } from "./sigv4/auth-error.ts";

interface Names {
  readonly query: string;
  readonly json: string;
}

const names: Readonly<Record<AuthFailure, Names>> = {
  incomplete: { query: "IncompleteSignature", json: "IncompleteSignatureException" },
  missing: { query: "MissingAuthenticationToken", json: "MissingAuthenticationTokenException" },
  "unknown-key": { query: "InvalidClientTokenId", json: "UnrecognizedClientException" },
  mismatch: { query: "SignatureDoesNotMatch", json: "InvalidSignatureException" },
  "expired-token": { query: "ExpiredToken", json: "ExpiredTokenException" },
  "expired-request": { query: "RequestExpired", json: "RequestExpired" },
};

/** The error that a client of this engine's protocol knows. */
export const authErrorFor = ({ protocol, service }: Engine, error: AuthError): AwsError => {
  if (service === "s3") return restXmlAuthError(error, false);
  const { query, json } = names[error.failure];
  if (protocol === "query" || protocol === "rest-xml")
    return new AwsError(query, error.message, { status: 403 });
  // AWS JSON services answer 400 here, REST services and SQS 403.
  if (service === "sqs") return new AwsError(json, error.message, { status: 403, queryCode: query });
  return new AwsError(json, error.message, { status: protocol === "rest-json" ? 403 : 400 });
};
