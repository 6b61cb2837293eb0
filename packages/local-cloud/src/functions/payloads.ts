/** What functions answer, in the shapes of Lambda's Node.js runtime. */

/**
 * The result of a function, as JSON. A function that returns nothing answers `null` on AWS, where hosts leave the
 * body empty; and serverless-offline puts quotes around a string without escaping what is in it.
 */
export const resultPayload = (payload: Buffer): Buffer => {
  if (payload.byteLength === 0) return Buffer.from("null");
  const text = payload[0] === quote ? payload.toString("utf8") : undefined;
  if (text === undefined || isJson(text)) return payload;
  return Buffer.from(JSON.stringify(text.slice(1, -1)));
};

const quote = 0x22;

/** A host that broke while it ran the function: to the caller, the function crashed. */
export const hostFailurePayload = (answer: { status: number; payload: Buffer }): Buffer =>
  Buffer.from(
    JSON.stringify({
      errorType: "Runtime.ExitError",
      errorMessage: `The function's host answered ${answer.status}: ${answer.payload.toString("utf8").slice(0, 1_000)}`,
    }),
  );

/** https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html */
export const timeoutPayload = (requestId: string, timeoutSeconds: number): Buffer =>
  Buffer.from(
    JSON.stringify({
      errorType: "Sandbox.Timedout",
      errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
    }),
  );

/**
 * The failure as the host tells it. serverless-offline ends a function that runs too long by an error of its own,
 * which on AWS is a timeout like any other.
 */
export const failurePayload = (payload: Buffer): { payload: Buffer; timedOut: boolean } => ({
  payload,
  timedOut: errorMessageOf(payload) === "[504] - Lambda timeout.",
});

/** `errorMessage` of a failure, as dead-letter queues carry it. */
export const errorMessageOf = (payload: Buffer): string | undefined => {
  const parsed = parseJson(payload);
  if (typeof parsed !== "object" || parsed === null || !("errorMessage" in parsed)) return undefined;
  return typeof parsed.errorMessage === "string" ? parsed.errorMessage : undefined;
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** The payload as JSON, or as text when it is none. */
export const parseJson = (payload: Buffer): unknown => {
  const text = payload.toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
