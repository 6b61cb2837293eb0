/** What esbuild gives for one source file that holds handlers. */
export interface BuildResult {
  readonly outputFiles?: readonly { readonly path: string; readonly contents: Uint8Array }[];
  readonly metafile?: { readonly inputs: Readonly<Record<string, unknown>> };
}

/** esbuild's: builds again, faster than the first time. */
export interface BuildContext {
  rebuild(): Promise<BuildResult>;
  dispose(): Promise<void>;
}

/** How an entry is built. */
export type Recipe = () => Promise<BuildContext>;

/** Builds of entries that are asked for again and again while somebody works on them. */
export interface IncrementalBuilds {
  /** @throws esbuild's `BuildFailure` */
  rebuild(entry: string): Promise<BuildResult | undefined>;
  /** Forgets what was not used lately. Call it while nothing is built. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A context holds the syntax trees of all that went into a bundle, some 40 MB. Kept are those that were used last:
 * they belong to what is being worked on.
 */
export const createIncrementalBuilds = (
  recipes: ReadonlyMap<string, Recipe>,
  keptContexts = 4,
): IncrementalBuilds => {
  /** The one used last comes last. */
  const contexts = new Map<string, Promise<BuildContext>>();

  const dispose = async (entry: string, context: Promise<BuildContext>) => {
    contexts.delete(entry);
    await (await context).dispose();
  };

  return {
    rebuild: async (entry) => {
      const context = contexts.get(entry) ?? recipes.get(entry)?.();
      if (!context) return undefined;
      contexts.delete(entry);
      contexts.set(entry, context);
      context.catch(() => contexts.delete(entry));
      return (await context).rebuild();
    },
    tidy: async () => {
      const superfluous = [...contexts].slice(0, Math.max(0, contexts.size - keptContexts));
      for (const [entry, context] of superfluous) await dispose(entry, context);
    },
    close: async () => {
      for (const [entry, context] of [...contexts]) await dispose(entry, context);
    },
  };
};
