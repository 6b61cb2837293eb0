import type { Readable } from "node:stream";
import type { ObjectCache } from "./object-cache.ts";
import type { BodyWriter } from "./shared-body.ts";

export interface PumpSettings {
  readonly cache: Pick<ObjectCache, "reserve" | "release" | "largestBody">;
  /** Whether the body is to be kept. */
  readonly kept: boolean;
  /** Called when it turns out that it cannot be. */
  readonly stopped: () => void;
}

/**
 * Moves a body from its origin to those who read it, reserving room in the cache as it grows.
 *
 * @returns whether all of it is there and kept; its bytes are reserved then
 */
export const pump = async (
  source: Readable,
  body: BodyWriter,
  { cache, kept, stopped }: PumpSettings,
): Promise<boolean> => {
  let keeping = kept;
  const giveUpKeeping = (): void => {
    keeping = false;
    cache.release(body.received);
    body.stopKeeping();
    stopped();
  };
  try {
    for await (const chunk of source) {
      const bytes: Buffer = chunk;
      const tooLarge = body.received + bytes.length > cache.largestBody;
      if (keeping && (tooLarge || !cache.reserve(bytes.length))) giveUpKeeping();
      // Leaving the loop destroys the source: nobody is there to read the rest.
      if (!(await body.push(bytes))) throw new Error("All viewers have gone");
    }
    body.end();
    return keeping;
  } catch (error) {
    if (keeping) cache.release(body.received);
    body.fail(error);
    return false;
  }
};
