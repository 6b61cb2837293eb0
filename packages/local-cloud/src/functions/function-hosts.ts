import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Where the code of a function runs: a process of the developer that answers the Lambda invoke API. */
export interface FunctionHost {
  /** `http://127.0.0.1:4111`; functions are invoked under `/2015-03-31/functions/{name}/invocations`. */
  readonly invokeUrl: string;
}

/**
 * The hosts of this cloud's functions. Nothing is kept over a restart: hosts announce themselves again.
 *
 * A host that refuses connections counts as away, not as gone: it is asked again while somebody waits for it.
 */
export interface FunctionHosts {
  announce(functionName: string, host: FunctionHost): void;
  withdraw(functionName: string): void;
  /** `undefined` when nobody hosts the function, or its host was seen away. */
  find(functionName: string): FunctionHost | undefined;
  /** Announced, whether it answers or not. */
  announced(functionName: string): FunctionHost | undefined;
  /** Told by whoever found the host refusing connections. */
  lost(functionName: string, host: FunctionHost): void;
  /** Told by whoever got an answer of the host. */
  answered(functionName: string, host: FunctionHost): void;
  /** Resolves with a host that is there. @throws when the signal aborts */
  whenReady(functionName: string, signal: AbortSignal): Promise<FunctionHost>;
}

interface Entry {
  readonly host: FunctionHost;
  readonly away: boolean;
}

export const createFunctionHosts = ({ probeMs = 250 }: { probeMs?: number } = {}): FunctionHosts => {
  const entries = new Map<string, Entry>();
  const waiting = new Map<string, Set<() => void>>();

  const set = (functionName: string, entry: Entry): void => {
    entries.set(functionName, entry);
    if (entry.away) return;
    for (const wake of waiting.get(functionName) ?? []) wake();
  };

  const mark = (functionName: string, host: FunctionHost, away: boolean): void => {
    const entry = entries.get(functionName);
    // Announced elsewhere meanwhile? Then that is the newer truth.
    if (entry?.host.invokeUrl === host.invokeUrl && entry.away !== away) set(functionName, { host, away });
  };

  const hosts: FunctionHosts = {
    announce: (functionName, host) => set(functionName, { host, away: false }),
    withdraw: (functionName) => void entries.delete(functionName),
    find: (functionName) => {
      const entry = entries.get(functionName);
      return entry && !entry.away ? entry.host : undefined;
    },
    announced: (functionName) => entries.get(functionName)?.host,
    lost: (functionName, host) => mark(functionName, host, true),
    answered: (functionName, host) => mark(functionName, host, false),
    whenReady: async (functionName, signal) => {
      for (;;) {
        signal.throwIfAborted();
        const entry = entries.get(functionName);
        if (entry && !entry.away) return entry.host;
        if (entry && (await answers(entry.host))) {
          mark(functionName, entry.host, false);
          continue;
        }
        await announcement(functionName, entry ? probeMs : undefined, signal);
      }
    },
  };

  /** Until the function is announced, the pause is over or the signal aborts. */
  const announcement = async (functionName: string, pauseMs: number | undefined, signal: AbortSignal) => {
    const wakers = waiting.get(functionName) ?? new Set();
    waiting.set(functionName, wakers);
    const { promise, resolve } = Promise.withResolvers<void>();
    const done = new AbortController();
    const stop = () => resolve();
    wakers.add(stop);
    signal.addEventListener("abort", stop);
    if (pauseMs !== undefined)
      sleep(pauseMs, undefined, { signal: done.signal, ref: false }).then(stop, () => undefined);
    try {
      await promise;
    } finally {
      done.abort();
      wakers.delete(stop);
      signal.removeEventListener("abort", stop);
    }
  };

  return hosts;
};

const answers = (host: FunctionHost): Promise<boolean> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(host.invokeUrl);
    const socket = connect({ host: hostname, port: Number(port) });
    const settle = (there: boolean) => {
      socket.destroy();
      resolve(there);
    };
    socket.setTimeout(1_000, () => settle(false));
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
