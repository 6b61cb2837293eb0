/** The door of one distribution: an HTTP server on 127.0.0.1. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { edgeFailure } from "./answers/edge-answer.ts";
import { send } from "./answers/send.ts";
import type { ViewerAnswer } from "./answers/viewer-answer.ts";
import { recovered, type Soon, whenThere } from "./soon.ts";
import { longestReadHead } from "./viewer/limits.ts";
import { type ViewerRequest, viewerRequestOf } from "./viewer/viewer-request.ts";

export interface EdgeServer {
  readonly port: number;
  /** Lets running requests finish for a second, then hangs up. */
  close(): Promise<void>;
}

export type Answering = (request: ViewerRequest) => Soon<ViewerAnswer>;

const closeGraceMs = 1_000;
/** Long enough for viewers to be those who hang up. */
const keepAliveMs = 75_000;

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const failed = (error: unknown): ViewerAnswer => {
  console.error(error);
  return edgeFailure(502, "The local edge failed; its console says why.");
};

/** Too late for another answer: that it breaks off is all that the viewer can be told. */
const breakOff = (response: ServerResponse) => (): void => void response.destroy();

const respond = (incoming: IncomingMessage, response: ServerResponse, answering: Answering): Soon<void> => {
  const request = viewerRequestOf(incoming);
  return whenThere(
    recovered(() => answering(request), failed),
    (answer) => recovered(() => send(response, request.method, answer), breakOff(response)),
  );
};

/**
 * @param port 0 picks a free one
 * @throws {Error} `EADDRINUSE` when the port is taken
 */
export const startEdgeServer = async (port: number, answering: Answering): Promise<EdgeServer> => {
  const server = createServer({ maxHeaderSize: longestReadHead }, (incoming, response) => {
    void respond(incoming, response, answering);
  });
  // A large upload takes as long as it takes.
  server.requestTimeout = 0;
  server.keepAliveTimeout = keepAliveMs;
  const actual = await listen(server, port);
  return {
    port: actual,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const grace = setTimeout(() => server.closeAllConnections(), closeGraceMs);
      await closed;
      clearTimeout(grace);
    },
  };
};
