import type { OutputStream } from "../logs/log-record.ts";
import { runtimeFailure } from "./function-error.ts";

/** How one function runs right now. Replaced as a whole when its environment changes. */
export interface FunctionSettings {
  readonly environment: Readonly<Record<string, string>>;
  readonly arn: string;
  readonly memorySizeMb: number;
  readonly timeoutMs: number;
}

export interface HostedFunction {
  /** Grows whenever code or settings change; a worker of an older generation takes no new invocation. */
  readonly generation: number;
  readonly settings: FunctionSettings;
}

/** Takes whole lines that a function writes. */
export type LineSink = (functionKey: string, line: string, stream: OutputStream) => void;

/** The functions of one service, as their workers see them. */
export interface HostedFunctions {
  /** @throws {FunctionError} while the function has no settings */
  find(functionKey: string): HostedFunction;
  configure(functionKey: string, settings: FunctionSettings): void;
  /** The next invocation of these functions starts in a fresh worker, as after a deployment. */
  renew(functionKeys: Iterable<string>): void;
  /** Called at every renewal, so that idle workers end at once. */
  onRenewal(listener: () => void): () => void;
  readonly write: LineSink;
}

export const createHostedFunctions = (write: LineSink): HostedFunctions => {
  const functions = new Map<string, HostedFunction>();
  const listeners = new Set<() => void>();
  const announce = () => {
    for (const listener of listeners) listener();
  };
  return {
    write,
    find: (key) => {
      const found = functions.get(key);
      if (!found)
        throw runtimeFailure(
          "Runtime.NotReady",
          `"${key}" has no settings yet: its stack is not provisioned`,
        );
      return found;
    },
    configure: (key, settings) => {
      const before = functions.get(key);
      if (before && JSON.stringify(before.settings) === JSON.stringify(settings)) return;
      functions.set(key, { generation: (before?.generation ?? 0) + 1, settings });
      announce();
    },
    renew: (keys) => {
      for (const key of keys) {
        const before = functions.get(key);
        if (before) functions.set(key, { ...before, generation: before.generation + 1 });
      }
      announce();
    },
    onRenewal: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

const byServiceDir = new Map<string, HostedFunctions>();

/** The one link between this package and the classes that serverless-offline constructs without telling for whom. */
export const registerHostedFunctions = (serviceDir: string, functions: HostedFunctions): (() => void) => {
  byServiceDir.set(serviceDir, functions);
  return () => byServiceDir.delete(serviceDir);
};

/** @throws {Error} when nobody registered the folder: no function runs without settings of ours */
export const hostedFunctionsOf = (serviceDir: string): HostedFunctions => {
  const functions = byServiceDir.get(serviceDir);
  if (!functions) throw new Error(`No functions are hosted for ${serviceDir}`);
  return functions;
};
