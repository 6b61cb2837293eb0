import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest, Agent as TlsAgent } from "node:https";
import { pipeline } from "node:stream/promises";
import { endToEnd } from "../headers.ts";
import { type OriginAnswer, OriginFailure, type OriginFetch, type OriginRequest } from "./origin.ts";

export interface HttpOrigin {
  /** `https://example.com`: where requests of viewers that came by this protocol go. */
  urlFor(protocol: "http" | "https"): string;
  /** Seconds until an answer must begin, and between its parts. */
  readonly readTimeoutSeconds: number;
  readonly connectTimeoutSeconds: number;
  readonly connectAttempts: number;
}

/** Connections to origins, shared by all distributions. */
export interface HttpConnections {
  readonly http: Agent;
  readonly https: TlsAgent;
  close(): void;
}

export const openConnections = (): HttpConnections => {
  const settings = { keepAlive: true, timeout: 0, maxFreeSockets: 64 };
  const http = new Agent(settings);
  const https = new TlsAgent(settings);
  return {
    http,
    https,
    close: () => {
      http.destroy();
      https.destroy();
    },
  };
};

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-general */
const longestHead = 32_768;

/** Thrown before anything was sent, so that another attempt does no harm. */
class NotConnected extends Error {
  override readonly name = "NotConnected";
  readonly tookTooLong: boolean;
  constructor(message: string, tookTooLong: boolean) {
    super(message);
    this.tookTooLong = tookTooLong;
  }
}

/** Thrown when a connection that was kept turns out to have been closed by the origin. */
class ConnectionGone extends OriginFailure {}

const connected = (outgoing: ClientRequest, timeoutSeconds: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => outgoing.destroy(new NotConnected("the origin does not take the connection", true)),
      timeoutSeconds * 1_000,
    );
    const settle = (finish: () => void) => () => {
      clearTimeout(timer);
      finish();
    };
    outgoing.once("socket", (socket) => {
      if (!socket.connecting) return settle(resolve)();
      socket.once("connect", settle(resolve));
    });
    outgoing.once("error", (error) =>
      settle(() => reject(error instanceof NotConnected ? error : new NotConnected(error.message, false)))(),
    );
  });

const answered = (outgoing: ClientRequest, timeoutSeconds: number): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    outgoing.setTimeout(timeoutSeconds * 1_000, () =>
      outgoing.destroy(new OriginFailure(504, "The origin took too long to answer.")),
    );
    outgoing.once("response", resolve);
    outgoing.once("error", (error) => {
      if (error instanceof OriginFailure) return reject(error);
      const Failure = outgoing.reusedSocket ? ConnectionGone : OriginFailure;
      reject(new Failure(502, `The connection to the origin broke: ${error.message}`));
    });
  });

/** Custom origins: any web server, and the APIs of this machine. */
export const httpOrigin = (origin: HttpOrigin, connections: HttpConnections): OriginFetch => {
  const { readTimeoutSeconds, connectTimeoutSeconds, connectAttempts } = origin;

  const open = (request: OriginRequest, signal: AbortSignal | undefined): ClientRequest => {
    const url = new URL(origin.urlFor(request.protocol));
    const secure = url.protocol === "https:";
    const options = {
      method: request.method,
      path: request.path,
      headers: { host: url.host, ...request.headers },
      maxHeaderSize: longestHead,
      agent: secure ? connections.https : connections.http,
      ...(signal ? { signal } : {}),
    };
    return secure ? httpsRequest(url, options) : httpRequest(url, options);
  };

  const connect = async (request: OriginRequest, signal: AbortSignal | undefined) => {
    let failure: unknown;
    for (let attempt = 0; attempt < connectAttempts; attempt += 1) {
      const outgoing = open(request, signal);
      try {
        const answer = answered(outgoing, readTimeoutSeconds);
        // It fails, too, when there is no connection; that failure is the one that counts.
        answer.catch(() => undefined);
        await connected(outgoing, connectTimeoutSeconds);
        return { outgoing, answer };
      } catch (error) {
        failure = error;
      }
    }
    const tookTooLong = failure instanceof NotConnected && failure.tookTooLong;
    const message = failure instanceof Error ? failure.message : String(failure);
    throw new OriginFailure(tookTooLong ? 504 : 502, `The origin cannot be reached: ${message}`);
  };

  const send: OriginFetch = async (request, signal): Promise<OriginAnswer> => {
    const { outgoing, answer } = await connect(request, signal);
    if (request.body) pipeline(request.body, outgoing).catch((error: Error) => outgoing.destroy(error));
    else outgoing.end();
    const incoming = await answer;
    return { status: incoming.statusCode ?? 502, headers: endToEnd(incoming.headers), body: incoming };
  };

  return async (request, signal) => {
    try {
      return await send(request, signal);
    } catch (error) {
      // https://nodejs.org/api/http.html#requestreusedsocket
      if (error instanceof ConnectionGone && !request.body) return send(request, signal);
      throw error;
    }
  };
};
