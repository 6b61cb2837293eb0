import type { Readable } from "node:stream";
import { AwsError } from "./errors.ts";

/** Above every limit of the services served here (DynamoDB batches: 16 MB). */
const largestBodyBytes = 20 * 1024 * 1024;

/** @throws {AwsError} `RequestEntityTooLarge` (413) */
export const readBody = async (body: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > largestBodyBytes)
      throw new AwsError("RequestEntityTooLarge", `A request is at most ${largestBodyBytes} bytes.`, {
        status: 413,
      });
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
};
