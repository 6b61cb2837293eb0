import type { IncomingMessage } from "node:http";

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * A page in a browser can reach loopback ports, but cannot hide where it comes from: it sends an Origin, or,
 * through DNS rebinding, a Host that is not ours.
 */
export const isFromWebPage = ({ headers }: IncomingMessage): boolean =>
  headers.origin !== undefined || !loopback.test(headers.host ?? "");
