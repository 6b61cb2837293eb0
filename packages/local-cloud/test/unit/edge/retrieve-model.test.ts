/**
 * Whatever happens in whatever order, a viewer never gets what had been asked of the origin before the last
 * invalidation that came before the viewer, nor what is past its time.
 */
import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uncompressed } from "../../../src/edge/answers/compression.ts";
import { createObjectCache } from "../../../src/edge/cache/object-cache.ts";
import { createRetriever } from "../../../src/edge/cache/retrieve.ts";
import type { Wanted } from "../../../src/edge/cache/wanted.ts";
import type { OriginAnswer } from "../../../src/edge/origins/origin.ts";

const lifetimeSeconds = 60;

type Step =
  | { readonly kind: "get"; readonly path: string }
  /** The oldest question that the origin has not answered yet is answered. */
  | { readonly kind: "answer" }
  | { readonly kind: "publish" }
  | { readonly kind: "invalidate"; readonly path: string }
  | { readonly kind: "pass"; readonly seconds: number };

const paths = fc.constantFrom("/a", "/b");
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("get" as const), path: paths }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("answer" as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("publish" as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("invalidate" as const),
        path: fc.constantFrom("/a", "/b", "/*"),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("pass" as const), seconds: fc.nat(90) }) },
  ),
  { maxLength: 40, size: "max" },
);

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

const run = async (script: readonly Step[]): Promise<void> => {
  let now = 0;
  let version = 0;
  /** By path: what is older than this version must not be seen by whoever asks from now on. */
  const invalidated = new Map<string, number>();
  const unanswered: (() => void)[] = [];
  const viewers: Promise<void>[] = [];
  const retriever = createRetriever({ cache: createObjectCache(1_000_000), now: () => now });

  const fetch = (): Promise<OriginAnswer> => {
    // The origin reads its page when it is asked, and takes its time to send it.
    const read = version;
    return new Promise((resolve) => {
      unanswered.push(() =>
        resolve({
          status: 200,
          headers: { "cache-control": `max-age=${lifetimeSeconds}` },
          body: Readable.from([Buffer.from(JSON.stringify({ version: read, arrived: now }))]),
        }),
      );
    });
  };

  const wanted = (path: string): Wanted => ({
    key: path,
    distributionId: "E1",
    uris: [path],
    ttl: { minimum: 0, standard: 0, maximum: 3_600 },
    errorMinimum: () => 10,
    request: () => ({ method: "GET", path, headers: {}, protocol: "https" }),
    fetch,
    encode: uncompressed,
  });

  const view = async (path: string): Promise<void> => {
    const least = invalidated.get(path) ?? 0;
    const asked = now;
    const one = wanted(path);
    const { entry } = retriever.kept(one) ?? (await retriever.retrieve(one));
    const chunks: Buffer[] = [];
    for await (const chunk of entry.body.read()) chunks.push(chunk);
    const seen = JSON.parse(Buffer.concat(chunks).toString()) as { version: number; arrived: number };
    expect(seen.version).toBeGreaterThanOrEqual(least);
    expect(asked - seen.arrived).toBeLessThan(lifetimeSeconds * 1_000);
  };

  for (const step of script) {
    if (step.kind === "get") viewers.push(view(step.path));
    if (step.kind === "answer") unanswered.shift()?.();
    if (step.kind === "publish") version += 1;
    if (step.kind === "pass") now += step.seconds * 1_000;
    if (step.kind === "invalidate") {
      retriever.invalidate("E1", [step.path]);
      for (const path of step.path === "/*" ? ["/a", "/b"] : [step.path]) invalidated.set(path, version);
    }
    await settled();
  }
  while (unanswered.length > 0) {
    unanswered.shift()?.();
    await settled();
  }
  await Promise.all(viewers);
};

describe("the cache and its fills", () => {
  it("never serve what an invalidation has done away with", async () => {
    await fc.assert(fc.asyncProperty(steps, run), { numRuns: 200 });
  });
});
