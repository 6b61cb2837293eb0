/** Codes and words of S3's errors: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
import { AwsError } from "../../gateway/errors.ts";

/** An error that also answers headers, such as `x-amz-delete-marker`. */
export class S3Error extends AwsError {
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    code: string,
    message: string,
    options: { status?: number; fields?: Record<string, unknown>; headers?: Record<string, string> } = {},
  ) {
    super(code, message, options);
    this.headers = options.headers ?? {};
  }
}

export const accessDenied = (message = "Access Denied"): AwsError =>
  new AwsError("AccessDenied", message, { status: 403 });

export const noSuchBucket = (BucketName: string): AwsError =>
  new AwsError("NoSuchBucket", "The specified bucket does not exist", {
    status: 404,
    fields: { BucketName },
  });

export const noSuchKey = (Key: string, headers: Record<string, string> = {}): AwsError =>
  new S3Error("NoSuchKey", "The specified key does not exist.", { status: 404, fields: { Key }, headers });

export const noSuchVersion = (Key: string, VersionId: string): AwsError =>
  new AwsError("NoSuchVersion", "The specified version does not exist.", {
    status: 404,
    fields: { Key, VersionId },
  });

export const noSuchUpload = (UploadId: string): AwsError =>
  new AwsError(
    "NoSuchUpload",
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
    { status: 404, fields: { UploadId } },
  );

export const invalidArgument = (message: string, ArgumentName?: string, ArgumentValue?: string): AwsError =>
  new AwsError("InvalidArgument", message, {
    fields: {
      ...(ArgumentName === undefined ? {} : { ArgumentName }),
      ...(ArgumentValue === undefined ? {} : { ArgumentValue }),
    },
  });

export const invalidRequest = (message: string): AwsError => new AwsError("InvalidRequest", message);

export const preconditionFailed = (Condition: string): AwsError =>
  new AwsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", {
    status: 412,
    fields: { Condition },
  });

/** @param what the header or the feature, by its name */
export const notImplemented = (what: string): AwsError =>
  new AwsError(
    "NotImplemented",
    `A header or parameter you provided implies functionality that the local cloud does not have: ${what}`,
    { status: 501, fields: { Header: what } },
  );

/** What S3 itself does not do, in its words. */
export const headerNotImplemented = (Header: string, additionalMessage?: string): AwsError =>
  new AwsError("NotImplemented", "A header you provided implies functionality that is not implemented", {
    status: 501,
    fields: { Header, ...(additionalMessage === undefined ? {} : { additionalMessage }) },
  });

/** Something that a bucket can be configured with, and is not. */
export const notConfigured = (code: string, message: string, BucketName: string): AwsError =>
  new AwsError(code, message, { status: 404, fields: { BucketName } });
