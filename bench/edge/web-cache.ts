import { setTimeout as sleep } from "node:timers/promises";
import type { BenchObject } from "./origin.ts";

/** A cache in front of the origin, in processes of its own. */
export interface WebCache {
  readonly name: string;
  readonly url: string;
  /** Of the process under which all of it runs. */
  readonly pid: number;
  /** What it calls itself when it asks the origin. */
  readonly userAgent: string;
  close(): Promise<void>;
}

/** What is on its way into the cache is no hit yet for whoever comes right after. */
const attempts = 20;
const pauseMs = 50;

/** @throws {Error} when an answer is not what the origin said, or does not become a hit */
export const requireHit = async ({ name, url }: WebCache, { path, body }: BenchObject): Promise<void> => {
  let result = "";
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const response = await fetch(url + path, { headers: { "accept-encoding": "identity" } });
    const got = Buffer.from(await response.arrayBuffer());
    if (response.status !== 200 || !got.equals(body))
      throw new Error(`${name} answers ${path} with status ${response.status} and ${got.length} bytes`);
    result = response.headers.get("x-cache") ?? "nothing";
    if (/\bhit\b/i.test(result)) return;
    await sleep(pauseMs);
  }
  throw new Error(`${name} does not keep ${path}: it says "${result}"`);
};
