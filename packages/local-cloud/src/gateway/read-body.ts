import type { Readable } from "node:stream";
import { AwsError } from "./errors.ts";

/** Above every limit of the services served here (DynamoDB batches: 16 MB). */
const largestBodyBytes = 20 * 1024 * 1024;

const brokenOff = () => new Error("The client hung up in the middle of its request");

/**
 * Listens by itself: most bodies come in one piece, for which an iterator of the stream costs many times more.
 * The stream stays as it is when it is too large, so that the connection can still be answered.
 *
 * @throws {AwsError} `RequestEntityTooLarge` (413)
 * @throws {Error} when the client hangs up
 */
export const readBody = (body: Readable): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= largestBodyBytes) return;
      body.off("data", take);
      chunks.length = 0;
      reject(
        new AwsError("RequestEntityTooLarge", `A request is at most ${largestBodyBytes} bytes.`, {
          status: 413,
        }),
      );
    };
    const end = (): void => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    if (body.readableEnded) return end();
    if (body.destroyed) return reject(body.errored ?? brokenOff());
    body
      .on("data", take)
      .once("end", end)
      .once("error", reject)
      .once("close", () => {
        if (!body.readableEnded) reject(brokenOff());
      });
  });
