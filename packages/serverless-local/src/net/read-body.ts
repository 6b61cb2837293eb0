import type { IncomingMessage } from "node:http";

/** The body is larger than the service behind takes. */
export class BodyTooLarge extends Error {}

/** @throws {BodyTooLarge} as soon as more than `limit` bytes have come in */
export const readBody = async (request: IncomingMessage, limit: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new BodyTooLarge(`More than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
