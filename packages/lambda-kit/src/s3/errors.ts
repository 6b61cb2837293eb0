import { rootOf, textOf } from "./xml.ts";

/** Thrown for what S3 refuses or cannot do; has the names and marks of the SDK's own errors. */
export class S3Failure extends Error {
  readonly $fault: "client" | "server";
  readonly status: number;

  /** @param code as S3 says it: `AccessDenied`, `NoSuchBucket`, `SlowDown` */
  constructor(code: string, message: string, status: number) {
    super(message);
    this.name = code;
    this.status = status;
    this.$fault = status >= 500 ? "server" : "client";
  }
}

const fromXml = (body: string): { readonly code: string; readonly message: string } => {
  try {
    const error = rootOf(body);
    return { code: textOf(error, "Code"), message: textOf(error, "Message") };
  } catch {
    // Something on the way may have answered in S3's place.
    return { code: "", message: body.slice(0, 200) };
  }
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const failureOf = (status: number, body: string): S3Failure => {
  const { code, message } = fromXml(body);
  return new S3Failure(code || `Status${status}`, message || `S3 answered ${status}`, status);
};

const passingNames = new Set(["RequestTimeout", "SlowDown", "TimeoutError"]);
const networkCodes = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"]);

/** Whether the same request may succeed a moment later. */
export const isWorthRetrying = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof S3Failure && error.$fault === "server") return true;
  return passingNames.has(error.name) || ("code" in error && networkCodes.has(String(error.code)));
};
