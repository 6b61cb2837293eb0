import type { Version } from "./version.ts";

/** The latest versions of keys that were looked at last. The index is the truth: whoever changes it says so here. */
export interface RecentVersions {
  get(bucket: string, key: string): Version | undefined;
  /** This is the latest version of its key now. */
  set(version: Version): void;
  delete(bucket: string, key: string): void;
  clear(): void;
}

const most = 1_000;

/** Names of buckets have no slash, so that bucket and key cannot be mistaken for others. */
const nameOf = (bucket: string, key: string): string => `${bucket}/${key}`;

export const createRecentVersions = (): RecentVersions => {
  /** In the order in which they came. */
  const versions = new Map<string, Version>();
  return {
    get: (bucket, key) => versions.get(nameOf(bucket, key)),
    set: (version) => {
      const name = nameOf(version.bucket, version.key);
      if (versions.size >= most && !versions.has(name)) {
        const [oldest] = versions.keys();
        if (oldest !== undefined) versions.delete(oldest);
      }
      versions.set(name, version);
    },
    delete: (bucket, key) => void versions.delete(nameOf(bucket, key)),
    clear: () => versions.clear(),
  };
};
