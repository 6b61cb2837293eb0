import { Agent, request } from "node:http";
import type { FunctionHost } from "./function-hosts.ts";

/** What a host answered: the Lambda invoke API, see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export interface HostAnswer {
  readonly status: number;
  /** `Unhandled` when the function threw. */
  readonly functionError: string | undefined;
  /** Set when the host itself refuses, e.g. because it does not know the function. */
  readonly errorType: string | undefined;
  readonly logResult: string | undefined;
  readonly payload: Buffer;
}

/** When nobody listens at the host's URL: the function did not run. */
export class HostUnreachable extends Error {}

/** When the connection broke after the request was sent: the function may or may not have run. */
export class HostLost extends Error {}

/** When the host gave no answer in time. */
export class HostTimeout extends Error {}

/** Keeps connections: a poller calls the same host thousands of times. */
export const createHostClient = () => {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

  /**
   * Always a synchronous invocation: a host may be brought down by an asynchronous one that throws.
   *
   * @throws {HostUnreachable | HostLost | HostTimeout}
   */
  const invoke = (
    host: FunctionHost,
    call: {
      functionName: string;
      payload: Uint8Array;
      clientContext?: string | undefined;
      timeoutMs: number;
    },
  ): Promise<HostAnswer> =>
    new Promise((resolve, reject) => {
      const url = new URL(`/2015-03-31/functions/${call.functionName}/invocations`, host.invokeUrl);
      let connected = false;
      let late = false;
      const outgoing = request(url, {
        agent,
        method: "POST",
        headers: {
          "content-type": "application/json",
          "content-length": call.payload.byteLength,
          "x-amz-invocation-type": "RequestResponse",
          ...(call.clientContext === undefined ? {} : { "x-amz-client-context": call.clientContext }),
        },
      });
      const failed = (error: Error) => {
        clearTimeout(deadline);
        if (late) reject(new HostTimeout(`${host.invokeUrl} gave no answer in ${call.timeoutMs} ms`));
        else if (connected) reject(new HostLost(`${host.invokeUrl} broke the connection: ${error.message}`));
        else reject(new HostUnreachable(`${host.invokeUrl} does not answer: ${error.message}`));
      };
      const deadline = setTimeout(() => {
        late = true;
        outgoing.destroy(new Error("timeout"));
      }, call.timeoutMs);
      outgoing.on("socket", (socket) => {
        connected = !socket.connecting;
        if (socket.connecting)
          socket.once("connect", () => {
            connected = true;
          });
      });
      outgoing.on("error", failed);
      outgoing.on("response", (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", failed);
        incoming.on("end", () => {
          clearTimeout(deadline);
          resolve({
            status: incoming.statusCode ?? 0,
            functionError: header(incoming.headers["x-amz-function-error"]),
            errorType: header(incoming.headers["x-amzn-errortype"]),
            logResult: header(incoming.headers["x-amz-log-result"]),
            payload: Buffer.concat(chunks),
          });
        });
      });
      outgoing.end(call.payload);
    });

  return { invoke, close: () => agent.destroy() };
};

export type HostClient = ReturnType<typeof createHostClient>;

const header = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;
