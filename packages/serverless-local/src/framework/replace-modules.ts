/**
 * Puts two modules of this package in the place of two of serverless-offline's, before it loads them:
 * the server that takes invocations and the runner of handlers. Neither can be configured otherwise, and both
 * must not be used as they are (see the two modules for the reasons). Everything else of serverless-offline,
 * its command, its pool of functions and its loading of handlers, stays.
 */
import { existsSync } from "node:fs";
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
  const urlOf = (file: string) => {
    const absolute = path.join(source, file);
    if (!existsSync(absolute))
      throw new LocalError(
        `This version of serverless-offline has no ${file}; install the one that the workspace names`,
      );
    return pathToFileURL(absolute).href;
  };
  const ours = (file: string) => new URL(`../functions/${file}`, import.meta.url).href;
  const replacements = new Map([
    [urlOf("lambda/HttpServer.js"), ours("invoke-server.ts")],
    [urlOf("lambda/handler-runner/worker-thread-runner/WorkerThreadRunner.js"), ours("worker-runner.ts")],
  ]);
  setRunnerUrl(urlOf("lambda/handler-runner/in-process-runner/InProcessRunner.js"));
  registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      const replacement = replacements.get(found.url);
      return replacement ? { ...found, url: replacement, format: "module-typescript" } : found;
    },
  });
  replaced.add(source);
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
