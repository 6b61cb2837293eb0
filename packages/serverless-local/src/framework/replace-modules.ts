/**
 * Puts two modules of this package in the place of two of serverless-offline's, before it loads them:
 * the server that takes invocations and the runner of handlers. Neither can be configured otherwise, and both
 * must not be used as they are (see the two modules for the reasons). Everything else of serverless-offline,
 * its command, its pool of functions and its loading of handlers, stays.
 */
import { createRequire, registerHooks } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { LocalError } from "../errors.ts";
import { setRunnerUrl } from "../functions/worker-runner.ts";

const replaced = new Set<string>();

/** Safe to call for every service: the copy of serverless-offline that it uses is patched once. */
export const replaceOfflineModules = (serviceDir: string): string => {
  const source = offlineSourceOf(serviceDir);
  if (replaced.has(source)) return source;
  replaced.add(source);
  const urlOf = (file: string) => pathToFileURL(path.join(source, file)).href;
  const replacements = new Map([
    [urlOf("lambda/HttpServer.js"), new URL("../functions/invoke-server.ts", import.meta.url).href],
    [
      urlOf("lambda/handler-runner/worker-thread-runner/WorkerThreadRunner.js"),
      new URL("../functions/worker-runner.ts", import.meta.url).href,
    ],
  ]);
  setRunnerUrl(urlOf("lambda/handler-runner/in-process-runner/InProcessRunner.js"));
  registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      const replacement = replacements.get(found.url);
      return replacement ? { ...found, url: replacement, format: "module-typescript" } : found;
    },
  });
  return source;
};

/** @throws {LocalError} when the service does not have serverless-offline */
const offlineSourceOf = (serviceDir: string): string => {
  const require = createRequire(path.join(serviceDir, "package.json"));
  try {
    return path.dirname(require.resolve("serverless-offline"));
  } catch (error) {
    throw new LocalError(
      `${serviceDir} has no "serverless-offline"; add it to the service's devDependencies and plugins`,
      { cause: error },
    );
  }
};
