/** What S3 calls a failed authentication: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
import { AwsError } from "./errors.ts";
import type { AuthError } from "./sigv4/auth-error.ts";

const denied = (message: string) => new AwsError("AccessDenied", message, { status: 403 });

/** @param inUrl the request is presigned, so that what is malformed are parameters, not a header */
export const restXmlAuthError = (error: AuthError, inUrl: boolean): AwsError => {
  switch (error.failure) {
    case "missing":
      return denied("Access Denied");
    case "unknown-key":
      return error.detail === "session-token"
        ? new AwsError("InvalidToken", "The provided token is malformed or otherwise invalid.")
        : new AwsError(
            "InvalidAccessKeyId",
            "The AWS Access Key Id you provided does not exist in our records.",
            { status: 403 },
          );
    case "mismatch":
      if (error.detail === "clock-skew")
        return new AwsError(
          "RequestTimeTooSkewed",
          "The difference between the request time and the current time is too large.",
          { status: 403 },
        );
      if (error.detail === "unsigned-headers") return denied(error.message);
      return new AwsError(
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
        { status: 403 },
      );
    case "expired-token":
      return new AwsError("ExpiredToken", "The provided token has expired.");
    case "expired-request":
      return denied("Request has expired");
    case "incomplete":
      return new AwsError(
        inUrl ? "AuthorizationQueryParametersError" : "AuthorizationHeaderMalformed",
        error.message,
      );
  }
};
