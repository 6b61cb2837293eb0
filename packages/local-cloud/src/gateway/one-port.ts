/** One port for both HTTP/1.1 and HTTP/2 in clear text: the first bytes of a connection say which. */
import type { Server } from "node:http";
import type { Http2Server } from "node:http2";
import type { Socket } from "node:net";

/**
 * Clients that know beforehand that they want HTTP/2 open with `PRI * HTTP/2.0`; no HTTP/1.1 method begins so.
 * https://www.rfc-editor.org/rfc/rfc9113#section-3.4
 */
const mark = "PRI";

type Protocol = "http/1.1" | "http/2" | "not yet known";

const protocolOf = (head: Buffer): Protocol => {
  const start = head.toString("latin1", 0, mark.length);
  if (start === mark) return "http/2";
  return mark.startsWith(start) ? "not yet known" : "http/1.1";
};

/** Calls back once with the first bytes, which are put back. A connection that ends before has no protocol. */
const onFirstBytes = (socket: Socket, found: (protocol: Protocol) => void): void => {
  let head: Buffer = Buffer.alloc(0);
  const hangUp = () => void socket.destroy();
  const look = (chunk: Buffer): void => {
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    const protocol = protocolOf(head);
    if (protocol === "not yet known") return;
    socket.off("data", look).off("error", hangUp).off("end", hangUp);
    socket.pause();
    socket.unshift(head);
    found(protocol);
    process.nextTick(() => socket.resume());
  };
  socket.on("data", look).on("error", hangUp).on("end", hangUp);
};

/**
 * Lets the port of an HTTP/1.1 server answer HTTP/2 as well. It costs a connection one look at its first bytes,
 * and a request nothing.
 *
 * @returns how to hang up on those that have not said a word yet
 */
export const alsoServeHttp2 = (http1: Server, http2: Http2Server): (() => void) => {
  const takeOver = http1.listeners("connection");
  const silent = new Set<Socket>();
  http1.removeAllListeners("connection");
  http1.on("connection", (socket) => {
    const forget = () => void silent.delete(socket);
    silent.add(socket);
    socket.once("close", forget);
    onFirstBytes(socket, (protocol) => {
      forget();
      if (protocol === "http/2") http2.emit("connection", socket);
      else for (const listener of takeOver) listener.call(http1, socket);
    });
  });
  return () => {
    for (const socket of silent) socket.destroy();
  };
};
