import { rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { LocalError } from "../errors.ts";
import { bundleFolder, removeAbandonedFolders } from "./bundle-folder.ts";
import { type Bundles, createBundles } from "./bundles.ts";
import {
  type BuildContext,
  type BuildResult,
  createIncrementalBuilds,
  type Recipe,
} from "./incremental-builds.ts";
import { runFirst, runLast, type Serverless } from "./serverless.ts";

/** What is used of serverless-esbuild. */
interface EsbuildPlugin {
  /** By source file that holds handlers, relative to the service. */
  readonly buildCache: Readonly<Record<string, { readonly result: BuildResult }>>;
  /** Paths are relative to the working directory. */
  readonly functionEntries: readonly { readonly entry: string; readonly functionAlias: string }[];
  /** esbuild's own plugins. */
  readonly plugins: readonly object[];
  watch: () => void;
}

/** What is used of a build, as a plugin of esbuild sees it. */
interface EsbuildBuild {
  readonly initialOptions: Record<string, unknown> & { readonly entryPoints: readonly [string] };
  readonly esbuild: { context(options: object): Promise<BuildContext> };
}

/**
 * Takes over what serverless-esbuild does for `serverless offline`: its watcher is not started, since it knows
 * neither sources outside of the service nor which function a change concerns; and bundles are written by us, to
 * a folder of this process, since `serverless package` deletes the usual one and esbuild deletes what no longer
 * builds.
 *
 * Call before the instance runs; the bundles can be used once its functions are ready.
 *
 * @throws {LocalError} when the service does not have the plugin
 */
export const takeOverBundling = (serverless: Serverless): Bundles => {
  const { serviceDir } = serverless;
  const plugin = serverless.pluginManager.plugins.find(isEsbuildPlugin);
  if (!plugin)
    throw new LocalError(`${serverless.service.service} has no serverless-esbuild; add it to its plugins`);
  plugin.watch = () => {};
  const recipes = new Map<string, Recipe>();
  addEsbuildPlugin(plugin, keepResults(recipes));
  const folder = bundleFolder();
  runFirst(serverless, "initialize", () => {
    const { custom } = serverless.service;
    serverless.service.custom = {
      ...custom,
      esbuild: {
        ...(custom?.esbuild as object | undefined),
        // esbuild remembers the working directory of its first load, which may be that of another service.
        absWorkingDir: serviceDir,
        outputWorkFolder: folder,
        // No contexts: those of every function of every service would take a gigabyte.
        skipRebuild: true,
        // More at once than there are processors takes no less time, and a lot more memory.
        concurrency: availableParallelism(),
        logLevel: "silent",
      },
    };
  });

  const firstResults = () =>
    Object.fromEntries(Object.entries(plugin.buildCache).map(([entry, { result }]) => [entry, result]));
  const builds = createIncrementalBuilds(recipes);
  const bundles = createBundles(serviceDir, firstResults, builds);
  runFirst(serverless, "before:offline:start", () => removeAbandonedFolders(serviceDir));
  runLast(serverless, "before:offline:start", () =>
    bundles.begin(
      plugin.functionEntries.map(({ entry, functionAlias }) => ({ entry, functionKey: functionAlias })),
    ),
  );

  const remove = () => rmSync(path.join(serviceDir, folder), { recursive: true, force: true });
  process.once("exit", remove);
  return {
    ...bundles,
    close: async () => {
      process.off("exit", remove);
      await builds.close();
      remove();
    },
  };
};

/**
 * A plugin of esbuild: results stay in memory, with the list of what went into them, and how they were made is
 * remembered.
 */
const keepResults = (recipes: Map<string, Recipe>) => ({
  name: "skein-local",
  setup: ({ initialOptions, esbuild }: EsbuildBuild) => {
    initialOptions.write = false;
    initialOptions.metafile = true;
    recipes.set(initialOptions.entryPoints[0], () => esbuild.context({ ...initialOptions }));
  },
});

/** The getter answers only once the command runs, and anew each time. */
const addEsbuildPlugin = (plugin: EsbuildPlugin, added: object): void => {
  const prototype: EsbuildPlugin = Object.getPrototypeOf(plugin);
  Object.defineProperty(plugin, "plugins", {
    get: () => [...(Reflect.get(prototype, "plugins", plugin) as readonly object[]), added],
  });
};

const isEsbuildPlugin = (plugin: object): plugin is EsbuildPlugin =>
  plugin.constructor.name === "EsbuildServerlessPlugin";
