import path from "node:path";
import { pathToFileURL } from "node:url";
import { ConfigurationError, LocalError, messageOf } from "../errors.ts";
import type { FunctionsReady, Invoke } from "../functions/invoke-server.ts";
import { buildFailure } from "./build-failure.ts";
import type { Bundles } from "./bundles.ts";
import { takeOverBundling } from "./esbuild-plugin.ts";
import { loadService } from "./load-service.ts";
import { replaceOfflineModules } from "./replace-modules.ts";
import { type CommandLineOptions, runFirst, type Serverless } from "./serverless.ts";
import { inServiceDir } from "./working-directory.ts";

/** The functions of one service, run by serverless-offline in this process. */
export interface OfflineFunctions {
  readonly invoke: Invoke;
  /** `http://127.0.0.1:4121` */
  readonly invokeUrl: string;
  readonly bundles: Bundles;
  close(): Promise<void>;
}

interface OfflinePlugin {
  /** @param skipExit otherwise it ends the process */
  end(skipExit: boolean): Promise<void>;
}

/**
 * Bundles a service's functions and makes them ready to be invoked, as `serverless offline` does. Only that:
 * its events are left to the API server of this package and to the local cloud.
 *
 * @throws {LocalError} when a source does not bundle or the port is taken
 */
export const runOffline = async (
  serviceDir: string,
  place: { readonly host: string; readonly lambdaPort: number },
  options: CommandLineOptions,
): Promise<OfflineFunctions> => {
  const source = replaceOfflineModules(serviceDir);
  const { serverless } = await loadService(serviceDir, ["offline"], options);
  const plugin = serverless.pluginManager.plugins.find(isOfflinePlugin);
  if (!plugin)
    throw new LocalError(`${serverless.service.service} has no serverless-offline; add it to its plugins`);
  const bundles = takeOverBundling(serverless);
  await silence(source);
  const close = async () => {
    await plugin.end(true);
    await bundles.close();
  };
  try {
    const ready = await inServiceDir(serviceDir, () => functionsReady(serverless, place));
    return { ...ready, bundles, close };
  } catch (error) {
    await close();
    throw error;
  }
};

const isOfflinePlugin = (plugin: object): plugin is OfflinePlugin =>
  plugin.constructor.name === "ServerlessOffline";

/** Functions run in worker threads of ours, which also keep the time-outs. */
const ownRunner = { noTimeout: true, useInProcess: false, useDocker: false, localEnvironment: false };

const functionsReady = (
  serverless: Serverless,
  place: { readonly host: string; readonly lambdaPort: number },
): Promise<{ invoke: Invoke; invokeUrl: string }> =>
  new Promise((resolve, reject) => {
    const onFunctionsReady: FunctionsReady = (invoke, invokeUrl) => {
      resolve({ invoke, invokeUrl });
      // serverless-offline would go on to wait for a signal and then end the process, which is not its own.
      return new Promise(() => {});
    };
    const { service, pluginManager } = serverless;
    pluginManager.cliOptions.noSponsor = true;
    runFirst(serverless, "initialize", () => {
      const configured = service.custom?.["serverless-offline"] as object | undefined;
      service.custom = {
        ...service.custom,
        "serverless-offline": { ...configured, ...place, ...ownRunner, onFunctionsReady },
      };
      for (const key of service.getAllFunctions()) service.getFunction(key).events = [];
    });
    serverless.run().then(
      () =>
        reject(
          new LocalError(`serverless-offline ended before the functions of ${service.service} were ready`),
        ),
      (error: unknown) => reject(asLocal(buildFailure(error))),
    );
  });

const asLocal = (error: unknown): unknown =>
  error instanceof LocalError || error instanceof ConfigurationError
    ? error
    : new LocalError(messageOf(error), { cause: error });

/** Lines of serverless-offline are about what this package replaces; what matters comes as errors. */
const silence = async (source: string): Promise<void> => {
  const { setLogUtils } = (await import(pathToFileURL(path.join(source, "utils", "log.js")).href)) as {
    setLogUtils(utils: object): void;
  };
  const quiet = () => {};
  const warn = (...words: unknown[]) => words.length > 0 && console.warn(...words);
  setLogUtils({
    log: { debug: quiet, error: quiet, info: quiet, notice: quiet, verbose: quiet, warning: warn },
    progress: { get: quiet, notice: quiet, remove: quiet },
  });
};
