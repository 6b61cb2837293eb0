/**
 * Paths that the edge has still to forget, noted in the bucket before the pages behind them change: whoever takes an
 * event after an attempt that died finds the pages as they should be, and learns here that the edge does not know.
 */
import type { SiteFile, SiteStore } from "./site-store.ts";

const headers = { ContentType: "application/json", CacheControl: "no-store" } as const;

const keyOf = (causeId: string): string => `pending/${causeId}`;

export interface PendingPaths {
  /** What an earlier attempt noted. */
  earlier(files: readonly SiteFile[]): Promise<readonly string[]>;
  note(paths: readonly string[]): Promise<void>;
  settle(): Promise<void>;
}

export const pendingPaths = (causeId: string, site: Omit<SiteStore, "list">): PendingPaths => {
  const key = keyOf(causeId);
  let isNoted = false;
  return {
    async earlier(files) {
      const file = files.find((one) => one.key === key);
      if (!file) return [];
      isNoted = true;
      const paths: unknown = JSON.parse(await site.read(file));
      return Array.isArray(paths) ? paths.map(String) : [];
    },

    async note(paths) {
      isNoted = true;
      await site.write(key, JSON.stringify(paths), headers);
    },

    async settle() {
      if (isNoted) await site.remove(key);
    },
  };
};
