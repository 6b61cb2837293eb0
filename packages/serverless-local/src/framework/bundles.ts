import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { buildFailure, missingImports } from "./build-failure.ts";
import type { BuildResult, IncrementalBuilds } from "./incremental-builds.ts";

/** The bundles of a service's functions. */
export interface Bundles {
  /** Absolute paths of all sources outside `node_modules`, of the service and of the packages it uses. */
  inputs(): ReadonlySet<string>;
  /**
   * Bundles again whatever contains one of the files.
   *
   * @returns keys of the functions whose code is new
   * @throws {LocalError} naming file, line and reason; the last good bundle stays
   */
  rebuild(changed: ReadonlySet<string>): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface FunctionEntry {
  readonly entry: string;
  readonly functionKey: string;
}

interface StartedBundles extends Omit<Bundles, "close"> {
  /** Writes the first bundles. */
  begin(entries: readonly FunctionEntry[]): Promise<void>;
}

export const createBundles = (
  serviceDir: string,
  firstResults: () => Readonly<Record<string, BuildResult>>,
  builds: IncrementalBuilds,
): StartedBundles => {
  let functions: readonly FunctionEntry[] = [];
  const inputs = new Map<string, ReadonlySet<string>>();
  /** Of entries that do not build: the files whose appearance may mend them. */
  const awaited = new Map<string, ReadonlySet<string>>();

  const accept = async (entry: string, { metafile, outputFiles = [] }: BuildResult): Promise<void> => {
    inputs.set(entry, ownSources(serviceDir, Object.keys(metafile?.inputs ?? {})));
    awaited.delete(entry);
    await Promise.all(outputFiles.map(({ path: file, contents }) => writeWhole(file, contents)));
  };

  const rebuildOne = async (entry: string): Promise<void> => {
    try {
      const result = await builds.rebuild(entry);
      if (result) await accept(entry, result);
    } catch (error) {
      awaited.set(entry, missingImports(serviceDir, error));
      throw buildFailure(error);
    }
  };

  const concerns = (entry: string, changed: ReadonlySet<string>): boolean =>
    [...changed].some((file) => inputs.get(entry)?.has(file) || awaited.get(entry)?.has(file)) ||
    // What failed once is tried at every save: the file that mends it may not have been part of it.
    awaited.has(entry);

  return {
    begin: async (entries) => {
      functions = entries;
      await Promise.all(Object.entries(firstResults()).map(([entry, result]) => accept(entry, result)));
    },
    inputs: () => new Set([...inputs.values(), ...awaited.values()].flatMap((files) => [...files])),
    rebuild: async (changed) => {
      const affected = [...inputs.keys()].filter((entry) => concerns(entry, changed));
      const results = await Promise.allSettled(affected.map(rebuildOne));
      await builds.tidy();
      const failed = results.find((result) => result.status === "rejected");
      if (failed) throw failed.reason;
      return functions.filter(({ entry }) => affected.includes(entry)).map(({ functionKey }) => functionKey);
    },
  };
};

const ownSources = (serviceDir: string, inputs: readonly string[]): ReadonlySet<string> =>
  new Set(
    inputs
      .map((input) => path.resolve(serviceDir, input))
      .filter((file) => !file.includes(`${path.sep}node_modules${path.sep}`)),
  );

/** A worker that starts at this moment must find the old file or the new one, not half of it. */
const writeWhole = async (file: string, contents: Uint8Array): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.new`, contents);
  await rename(`${file}.new`, file);
};
