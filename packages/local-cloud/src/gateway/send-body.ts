import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { LentContent } from "./stream-protocol.ts";

const hungUp = () => new Error("The client hung up");

/** Resolves when the connection has taken the piece. A connection that closes forgets what it was given. */
const write = (response: Writable, piece: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const closed = () => reject(hungUp());
    if (response.destroyed) return closed();
    response.once("close", closed);
    response.write(piece, (error) => {
      response.off("close", closed);
      if (error) reject(error);
      else resolve();
    });
  });

/** @throws {Error} when the client hangs up */
export const sendBody = async (body: Readable | LentContent, response: Writable): Promise<void> => {
  if (body instanceof Readable) return pipeline(body, response);
  await body.pour((piece) => write(response, piece));
  response.end();
};
