/**
 * What no engine can be faster than: each request is answered as soon as it is there. It keeps what it is given in
 * memory, checks nothing, computes nothing, and knows neither buckets nor parts of uploads.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { listen } from "../listen.ts";

interface Kept {
  readonly bytes: Buffer;
  /** Clients verify it, which takes their time: theirs is the same with every engine then. */
  readonly checksum: string;
}

const checksumHeader = "x-amz-checksum-crc32";
const always = { etag: '"0123456789abcdef0123456789abcdef"', "x-amz-request-id": "0", "x-amz-id-2": "0" };

const bytesOf = async (request: IncomingMessage): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  await once(request, "end");
  return Buffer.concat(pieces);
};

const createBareServer = (): Server => {
  const kept = new Map<string, Kept>();
  return createServer(async (request, response) => {
    const key = request.url?.split("?", 1)[0] ?? "";
    const isSimple = request.method === "PUT" || request.method === "GET";
    if (!isSimple || request.url?.includes("uploadId=")) {
      response.writeHead(501).end("<Error><Code>NotImplemented</Code></Error>");
    } else if (request.method === "PUT") {
      const checksum = String(request.headers[checksumHeader] ?? "");
      kept.set(key, { bytes: await bytesOf(request), checksum });
      response.writeHead(200, { ...always, [checksumHeader]: checksum, "content-length": 0 }).end();
    } else {
      const { bytes, checksum } = kept.get(key) ?? { bytes: Buffer.alloc(0), checksum: "" };
      const headers = { ...always, [checksumHeader]: checksum, "content-length": bytes.length };
      response.writeHead(200, headers).end(bytes);
    }
  });
};

/** @returns the port */
export const startBareServer = (): Promise<number> => listen(createBareServer());
