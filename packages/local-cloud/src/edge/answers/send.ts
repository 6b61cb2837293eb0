import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { ViewerAnswer } from "./viewer-answer.ts";

const outgoing = (headers: ViewerAnswer["headers"]): Record<string, string | string[]> => {
  const copied: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers))
    copied[name] = typeof value === "string" ? value : [...value];
  return copied;
};

/** @throws when the body breaks off; the viewer has its beginning by then */
export const send = async (response: ServerResponse, method: string, answer: ViewerAnswer): Promise<void> => {
  const { status, headers, body, from = 0, to } = answer;
  if (response.destroyed || method === "HEAD" || body === undefined) {
    if (body && !Buffer.isBuffer(body)) body.ignore();
    if (!response.destroyed) response.writeHead(status, outgoing(headers)).end();
    return;
  }
  response.writeHead(status, outgoing(headers));
  const whole = Buffer.isBuffer(body) ? body : body.whole();
  if (whole) {
    response.end(from === 0 && to === undefined ? whole : whole.subarray(from, to));
    return;
  }
  if (!Buffer.isBuffer(body)) await pipeline(body.read(from, to), response);
};
