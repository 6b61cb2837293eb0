/** HTTP/2 in clear text, which the SDK's Kinesis client speaks to any endpoint that is not TLS. */
import {
  createServer,
  type Http2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type Http2Session,
} from "node:http2";
import { type HangUp, RawAnswer, type RequestHead } from "./http-message.ts";
import { sendBody } from "./send-body.ts";
import type { StreamedAnswer, StreamedRequest } from "./stream-protocol.ts";

type Answer = RawAnswer | StreamedAnswer;

export interface Http2 {
  readonly server: Http2Server;
  /** Lets running requests finish; new ones are refused. */
  closeGently(): void;
  closeAll(): void;
}

/**
 * `:authority` takes the place of `host` (https://www.rfc-editor.org/rfc/rfc9113#section-8.3.1), and the SDK signs
 * it under that name. The other pseudo headers are the request line.
 */
const headersOf = ({ headers, authority }: Http2ServerRequest): RequestHead["headers"] => {
  const { ":method": _method, ":path": _path, ":scheme": _scheme, ...rest } = headers;
  return authority === "" ? rest : { ...rest, host: authority };
};

const requestOf = (incoming: Http2ServerRequest): StreamedRequest => ({
  method: incoming.method,
  url: incoming.url,
  headers: headersOf(incoming),
  openBody: () => incoming,
});

const send = async (response: Http2ServerResponse, answer: Answer): Promise<void> => {
  if (answer instanceof RawAnswer) {
    response.writeHead(answer.status, {
      ...answer.headers,
      "content-length": Buffer.byteLength(answer.body),
    });
    response.end(answer.body);
    return;
  }
  response.writeHead(answer.status, answer.headers);
  await sendBody(answer.body, response);
};

/** @param answerTo never rejects */
export const createHttp2 = (
  answerTo: (request: StreamedRequest, hangUp: HangUp) => Promise<Answer>,
  stopping: AbortSignal,
): Http2 => {
  const sessions = new Set<Http2Session>();
  const server = createServer(async (incoming, response) => {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    try {
      const hangUp = { signal: AbortSignal.any([stopping, gone.signal]) };
      const answer = await answerTo(requestOf(incoming), hangUp);
      if (!response.destroyed) await send(response, answer);
    } catch (error) {
      // Too late for another answer; clients that hang up while they are sent one are no fault.
      if (!response.destroyed) console.error(error);
      response.stream.close();
    }
  });
  server.on("session", (session) => {
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
    // A connection that breaks ends its session; whoever waits for an answer sees that.
    session.on("error", () => session.destroy());
  });

  return {
    server,
    closeGently: () => {
      for (const session of sessions) session.close();
    },
    closeAll: () => {
      for (const session of sessions) session.destroy();
    },
  };
};
