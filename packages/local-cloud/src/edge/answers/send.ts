import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Soon } from "../soon.ts";
import type { ViewerAnswer } from "./viewer-answer.ts";

/** @throws when the body breaks off; the viewer has its beginning by then */
export const send = (response: ServerResponse, method: string, answer: ViewerAnswer): Soon<void> => {
  const { status, head, body, from = 0, to } = answer;
  if (response.destroyed || method === "HEAD" || body === undefined) {
    if (body && !Buffer.isBuffer(body)) body.ignore();
    if (!response.destroyed) response.writeHead(status, head).end();
    return;
  }
  response.writeHead(status, head);
  const whole = Buffer.isBuffer(body) ? body : body.whole();
  if (whole) {
    response.end(from === 0 && to === undefined ? whole : whole.subarray(from, to));
    return;
  }
  if (!Buffer.isBuffer(body)) return pipeline(body.read(from, to), response);
};
