/** A process that runs functions, as `serverless offline` does, for one test file. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export type Handler = (event: never) => unknown;

export interface TestFunctionHost {
  readonly invokeUrl: string;
  /** By function name; may be changed at any time. */
  readonly handlers: Map<string, Handler>;
  /** Drops all connections, as a killed process does. */
  close(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
};

/** @param port 0 picks a free one; give the port of a closed host to bring it back */
export const startFunctionHost = async (
  handlers: Record<string, Handler> = {},
  port = 0,
): Promise<TestFunctionHost> => {
  const known = new Map(Object.entries(handlers));

  const server = createServer(async (request, response) => {
    const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? "")?.[1] ?? "";
    const handler = known.get(name);
    const event = JSON.parse(await bodyOf(request));
    if (!handler) {
      response.writeHead(404, { "x-amzn-errortype": "ResourceNotFoundException" });
      response.end(JSON.stringify({ Message: `Function not found: ${name}`, Type: "User" }));
      return;
    }
    try {
      const result = await handler(event as never);
      response.writeHead(200, { "content-type": "application/json" });
      response.end(result === undefined ? "" : JSON.stringify(result));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      response.writeHead(200, { "x-amz-function-error": "Unhandled" });
      response.end(JSON.stringify({ errorMessage: message, errorType: "Error", trace: [] }));
    }
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: listening } = server.address() as AddressInfo;

  return {
    invokeUrl: `http://127.0.0.1:${listening}`,
    handlers: known,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
