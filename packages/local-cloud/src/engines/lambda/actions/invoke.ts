import { AwsError } from "../../../gateway/errors.ts";
import { type Action, existingFunction, onFunction } from "../context.ts";
import { invalidParameter, unsupported } from "../lambda-errors.ts";
import { type Input, optionalChoice, optionalText } from "../members.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#function-configuration-deployment-and-execution */
const synchronousLimit = 6 * 1024 * 1024;
const asynchronousLimit = 1024 * 1024;

const invocationTypes = ["RequestResponse", "Event", "DryRun"] as const;

/**
 * Runs a function now, queues an event for it, or only checks that the caller may.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export const invoke: Action = (context) => ({
  access: (input) => onFunction(context, "InvokeFunction", input),
  handle: async (input, call) => {
    const { FunctionName } = existingFunction(context, input).configuration;
    if (input.DurableExecutionName !== undefined)
      throw unsupported("durable executions", "Leave DurableExecutionName out.");
    if (input.TenantId !== undefined) throw unsupported("isolated tenants", "Leave TenantId out.");
    const type = optionalChoice(input, "InvocationType", invocationTypes) ?? "RequestResponse";
    const payload = payloadOf(input, type === "Event" ? asynchronousLimit : synchronousLimit);
    if (type === "DryRun") return { StatusCode: 204 };
    if (type === "Event") {
      context.asyncInvokes.submit({ requestId: call.requestId, functionName: FunctionName, payload });
      return { StatusCode: 202 };
    }
    const clientContext = optionalText(input, "ClientContext");
    const result = await context.invoker.invoke({
      requestId: call.requestId,
      functionName: FunctionName,
      payload,
      clientContext,
    });
    return {
      StatusCode: 200,
      ExecutedVersion: "$LATEST",
      Payload: result.payload,
      FunctionError: result.functionError,
      LogResult: input.LogType === "Tail" ? result.logResult : undefined,
    };
  },
});

/** Bytes from the wire; callers inside the cloud may give base64, which is what blobs are in JSON. */
const payloadOf = (input: Input, limit: number): Uint8Array => {
  const given = input.Payload;
  if (given !== undefined && typeof given !== "string" && !(given instanceof Uint8Array))
    throw invalidParameter("Payload must be bytes, or text in base64");
  const payload = typeof given === "string" ? Buffer.from(given, "base64") : (given ?? new Uint8Array());
  if (payload.byteLength > limit)
    throw new AwsError(
      "RequestTooLargeException",
      `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
      {
        status: 413,
        fields: { Type: "User" },
      },
    );
  if (payload.byteLength > 0) requireJson(payload);
  return payload;
};

const requireJson = (payload: Uint8Array): void => {
  try {
    JSON.parse(Buffer.from(payload).toString("utf8"));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new AwsError(
      "InvalidRequestContentException",
      `Could not parse request body into json: ${detail}`,
      { fields: { Type: "User" } },
    );
  }
};
