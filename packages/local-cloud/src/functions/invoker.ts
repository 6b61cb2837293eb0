import { createConcurrency } from "./concurrency.ts";
import type { FunctionHosts } from "./function-hosts.ts";
import type { FunctionConfiguration, FunctionRecord } from "./function-record.ts";
import type { FunctionStore } from "./function-store.ts";
import { createHostClient, type HostAnswer, HostLost, HostTimeout, HostUnreachable } from "./host-client.ts";
import {
  functionNotFound,
  InvocationInterrupted,
  InvocationNotStarted,
  tooManyRequests,
} from "./invoke-errors.ts";
import { failurePayload, hostFailurePayload, resultPayload, timeoutPayload } from "./payloads.ts";
import type { FunctionSettings } from "./settings.ts";

export interface Invocation {
  /** Names the invocation in errors and records. */
  readonly requestId: string;
  readonly functionName: string;
  /** JSON; empty means `{}`. */
  readonly payload: Uint8Array;
  /** Base64, as in `X-Amz-Client-Context`. */
  readonly clientContext?: string | undefined;
}

export interface InvocationResult {
  readonly requestId: string;
  readonly payload: Buffer;
  /** Set when the function threw, timed out or crashed. */
  readonly functionError?: "Unhandled" | "Handled";
  /** Base64 of the log's tail, where the host gives one. */
  readonly logResult?: string;
}

/** Runs functions in their hosts, synchronously. */
export interface Invoker {
  /**
   * @throws {AwsError} `ResourceNotFoundException`, `TooManyRequestsException`
   * @throws {InvocationNotStarted} no host, so the function did not run: safe to try again
   * @throws {InvocationInterrupted} the host went away in the middle
   */
  invoke(invocation: Invocation): Promise<InvocationResult>;
  close(): void;
}

export const createInvoker = (ports: {
  functions: FunctionStore;
  hosts: FunctionHosts;
  settings: FunctionSettings;
}): Invoker => {
  const client = createHostClient();
  const concurrency = createConcurrency();

  const run = async (record: FunctionRecord, invocation: Invocation): Promise<InvocationResult> => {
    const { configuration } = record;
    // Also one that was seen away: it may be back, and to ask costs a refused connection.
    const host = ports.hosts.announced(invocation.functionName);
    if (!host) throw new InvocationNotStarted(noHostMessage(ports.hosts, invocation.functionName));
    const { requestId } = invocation;
    try {
      const answer = await client.invoke(host, {
        functionName: invocation.functionName,
        payload: invocation.payload.byteLength > 0 ? invocation.payload : Buffer.from("{}"),
        clientContext: invocation.clientContext,
        timeoutMs: configuration.Timeout * 1_000 + ports.settings.timeoutMarginMs,
      });
      ports.hosts.answered(invocation.functionName, host);
      return resultOf(answer, requestId, configuration);
    } catch (error) {
      if (error instanceof HostTimeout) return timedOut(requestId, configuration);
      if (error instanceof HostUnreachable) {
        ports.hosts.lost(invocation.functionName, host);
        throw new InvocationNotStarted(noHostMessage(ports.hosts, invocation.functionName));
      }
      if (error instanceof HostLost)
        throw new InvocationInterrupted(
          `The host of ${invocation.functionName} went away while the function ran: ${error.message}`,
        );
      throw error;
    }
  };

  return {
    invoke: async (invocation) => {
      const record = ports.functions.get(invocation.functionName);
      if (!record) throw functionNotFound(ports.functions.arnOf(invocation.functionName));
      const release = concurrency.enter(invocation.functionName, record.reservedConcurrency);
      if (!release) throw tooManyRequests();
      try {
        return await run(record, invocation);
      } finally {
        release();
      }
    },
    close: () => client.close(),
  };
};

const timedOut = (requestId: string, configuration: FunctionConfiguration): InvocationResult => ({
  requestId,
  functionError: "Unhandled",
  payload: timeoutPayload(requestId, configuration.Timeout),
});

const resultOf = (
  answer: HostAnswer,
  requestId: string,
  configuration: FunctionConfiguration,
): InvocationResult => {
  if (answer.errorType !== undefined || answer.status === 404)
    throw new InvocationNotStarted(
      `The host announced for ${configuration.FunctionName} refuses it (${answer.status} ${answer.errorType ?? ""}): ${answer.payload.toString("utf8").slice(0, 300)}`,
    );
  const logResult = answer.logResult === undefined ? {} : { logResult: answer.logResult };
  if (answer.status >= 300)
    return { requestId, functionError: "Unhandled", payload: hostFailurePayload(answer), ...logResult };
  if (answer.functionError !== undefined) {
    const failure = failurePayload(answer.payload);
    if (failure.timedOut) return { ...timedOut(requestId, configuration), ...logResult };
    return {
      requestId,
      functionError: answer.functionError === "Handled" ? "Handled" : "Unhandled",
      payload: failure.payload,
      ...logResult,
    };
  }
  return { requestId, payload: resultPayload(answer.payload), ...logResult };
};

const noHostMessage = (hosts: FunctionHosts, functionName: string): string => {
  const announced = hosts.announced(functionName);
  return announced
    ? `The host of ${functionName} at ${announced.invokeUrl} does not answer. Start its service again.`
    : `${functionName} is registered, but no process runs its code. Start its service: run "npx serverless offline" in its folder, or "npm start" at the root.`;
};
