/** The web server behind both caches: two objects, which may be kept for an hour. */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { listen } from "../listen.ts";

export interface BenchObject {
  readonly title: string;
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
}

/** Printable, and not to be compressed to nothing. */
const text = (bytes: number): Buffer => Buffer.from(randomBytes(bytes).toString("base64").slice(0, bytes));

export const objects: readonly BenchObject[] = [
  { title: "4 KB page", path: "/page", type: "text/html; charset=utf-8", body: text(4 * 1_024) },
  { title: "100 KB asset", path: "/asset.js", type: "text/javascript", body: text(100 * 1_024) },
];

export interface Origin {
  readonly port: number;
  /** How often a cache, by its `User-Agent`, asked for a path. */
  asked(by: string, path: string): number;
  close(): void;
}

export const startOrigin = async (): Promise<Origin> => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const object = objects.find(({ path }) => path === request.url);
    if (!object) return void response.writeHead(404).end();
    asked.push(`${request.headers["user-agent"]} ${object.path}`);
    response.writeHead(200, {
      "content-type": object.type,
      "content-length": object.body.length,
      "cache-control": "public, max-age=3600",
      "last-modified": "Thu, 01 Jan 2026 00:00:00 GMT",
      etag: `"${object.path}"`,
    });
    response.end(object.body);
  });
  return {
    port: await listen(server),
    asked: (by, path) => asked.filter((one) => one === `${by} ${path}`).length,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
