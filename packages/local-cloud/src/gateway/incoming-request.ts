/** A request of Node's HTTP server whose body waits to be opened. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { StreamedRequest } from "./stream-protocol.ts";

export interface OpenableRequest extends StreamedRequest {
  readonly opened: () => boolean;
}

const waitsToBeAsked = ({ headers }: IncomingMessage): boolean =>
  headers.expect?.toLowerCase() === "100-continue";

export const streamedRequestOf = (incoming: IncomingMessage, response: ServerResponse): OpenableRequest => {
  let opened = false;
  return {
    method: incoming.method ?? "GET",
    url: incoming.url ?? "/",
    headers: incoming.headers,
    opened: () => opened,
    openBody: () => {
      if (!opened && waitsToBeAsked(incoming)) response.writeContinue();
      opened = true;
      return incoming;
    },
  };
};

/** How long a client may go on sending what nobody wants to have. */
const patienceMs = 10_000;

/**
 * Lets the rest of a body go by that was refused early. Clients read the answer once they have sent all, and
 * hanging up before would lose it to them. A client that was not asked for its body sends none: with it the
 * connection ends.
 */
export const letBodyPass = async (
  incoming: IncomingMessage,
  response: ServerResponse,
  opened: boolean,
): Promise<void> => {
  if (incoming.complete || incoming.destroyed) {
    // What is complete may still wait to be read, which would hold up the next request of the connection.
    incoming.resume();
    return;
  }
  if (!opened && waitsToBeAsked(incoming)) {
    if (!response.headersSent) response.setHeader("connection", "close");
    return;
  }
  await new Promise<void>((resolve) => {
    const patience = setTimeout(() => {
      response.setHeader("connection", "close");
      resolve();
    }, patienceMs);
    const done = () => {
      clearTimeout(patience);
      resolve();
    };
    incoming.once("end", done).once("close", done).once("error", done);
    // A reader that was left in the middle still waits for what comes next, and holds the flow up.
    incoming.removeAllListeners("readable");
    setImmediate(() => incoming.resume());
  });
};
