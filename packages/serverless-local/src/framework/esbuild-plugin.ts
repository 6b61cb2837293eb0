import { rmSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { LocalError } from "../errors.ts";
import type { Serverless } from "./serverless.ts";

/** What is used of serverless-esbuild. */
interface EsbuildPlugin {
  buildOptions?: Record<string, unknown>;
  buildCache: Readonly<Record<string, BuildCacheEntry>>;
  readonly functionEntries: readonly { readonly entry: string; readonly functionAlias: string }[];
  watch: () => void;
  disposeContexts(): Promise<void>;
}

interface BuildCacheEntry {
  readonly context?: { rebuild(): Promise<BuildResult> };
  readonly result?: BuildResult;
}

interface BuildResult {
  readonly metafile?: { readonly inputs: Readonly<Record<string, unknown>> };
}

/** The bundles of a service, one per source file that holds handlers. */
export interface Bundles {
  /** Absolute paths of all sources outside `node_modules`, of this package and of others. */
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

const workFolder = ".cache";
const folderOf = (pid: number): string => `local-bundles-${pid}`;

/**
 * Takes over what serverless-esbuild does for `serverless offline`: its watcher is not started, since it knows
 * neither sources outside of the service nor which function a change concerns; and it writes to a folder of this
 * process, since `serverless package` deletes the usual one.
 *
 * Call before the instance runs; the bundles can be used once its functions are ready.
 */
export const takeOverBundling = (serverless: Serverless): Bundles => {
  const { serviceDir, pluginManager } = serverless;
  const plugin = pluginManager.plugins.find(isEsbuildPlugin);
  if (!plugin)
    throw new LocalError(`${serverless.service.service} has no serverless-esbuild; add it to its plugins`);
  const workPath = path.join(workFolder, folderOf(process.pid));
  const remove = () => rmSync(path.join(serviceDir, workPath), { recursive: true, force: true });
  process.once("exit", remove);

  plugin.watch = () => {};
  serverless.service.custom = {
    ...serverless.service.custom,
    esbuild: {
      ...(serverless.service.custom?.esbuild as object | undefined),
      // esbuild remembers the working directory of its first load, which may be that of another service.
      absWorkingDir: serviceDir,
      outputWorkFolder: workPath,
      metafile: true,
      logLevel: "silent",
    },
  };
  runFirst(serverless, "before:offline:start", () => removeLeftOvers(serviceDir));

  const sourcesOf = (entry: string): string[] =>
    Object.keys(plugin.buildCache[entry]?.result?.metafile?.inputs ?? {})
      .map((input) => path.resolve(serviceDir, input))
      .filter((input) => !input.includes(`${path.sep}node_modules${path.sep}`));
  const results = new Map<string, readonly string[]>();
  const currentSources = (entry: string) => results.get(entry) ?? sourcesOf(entry);
  const entries = () => Object.keys(plugin.buildCache);

  return {
    inputs: () => new Set(entries().flatMap(currentSources)),
    rebuild: async (changed) => {
      const affected = entries().filter((entry) => currentSources(entry).some((file) => changed.has(file)));
      await Promise.all(
        affected.map(async (entry) => {
          const result = await plugin.buildCache[entry]?.context?.rebuild().catch((error) => {
            throw buildError(error);
          });
          const inputs = Object.keys(result?.metafile?.inputs ?? {}).map((input) =>
            path.resolve(serviceDir, input),
          );
          results.set(
            entry,
            inputs.filter((input) => !input.includes(`${path.sep}node_modules${path.sep}`)),
          );
        }),
      );
      const concerned = new Set(affected);
      return plugin.functionEntries
        .filter(({ entry }) => concerned.has(entry))
        .map(({ functionAlias }) => functionAlias);
    },
    close: async () => {
      process.off("exit", remove);
      await plugin.disposeContexts();
      remove();
    },
  };
};

const isEsbuildPlugin = (plugin: object): plugin is EsbuildPlugin =>
  plugin.constructor.name === "EsbuildServerlessPlugin";

const runFirst = ({ pluginManager }: Serverless, event: string, hook: () => unknown): void => {
  pluginManager.hooks[event] = [{ pluginName: "SkeinLocal", hook }, ...(pluginManager.hooks[event] ?? [])];
};

/** Folders of processes that were killed. */
const removeLeftOvers = async (serviceDir: string): Promise<void> => {
  const parent = path.join(serviceDir, workFolder);
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    const [, pid] = /^local-bundles-(\d+)$/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) await rm(path.join(parent, name), { recursive: true, force: true });
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

interface BuildMessage {
  readonly text: string;
  readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
}

/** `src/functions/create-todo.ts:3:14: Expected ";" but found "}"` */
export const buildError = (thrown: unknown): unknown => {
  const { errors } = thrown as { errors?: readonly BuildMessage[] };
  const [first] = errors ?? [];
  if (!first) return thrown;
  const at = first.location ? `${first.location.file}:${first.location.line}:${first.location.column}: ` : "";
  const more = errors && errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  return new LocalError(`${at}${first.text}${more}`, { cause: thrown });
};
