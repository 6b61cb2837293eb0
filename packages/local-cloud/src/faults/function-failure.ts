import type { ErrorSettings } from "./fault.ts";

/** What Lambda's runtime tells of an error: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
export const failurePayloadOf = ({ code, message }: ErrorSettings, faultId: string): Buffer =>
  Buffer.from(
    JSON.stringify({
      errorType: code,
      errorMessage: message ?? `Injected by the fault ${faultId}.`,
      trace: [],
    }),
  );
