import type { Dispatcher } from "../../gateway/engine.ts";
import type { FunctionHosts } from "../function-hosts.ts";
import type { FunctionRecord } from "../function-record.ts";
import type { FunctionStore } from "../function-store.ts";
import type { Invoker } from "../invoker.ts";
import type { FunctionSettings } from "../settings.ts";
import type { CheckpointStore } from "./checkpoint-store.ts";
import type { SourceWrites } from "./source-writes.ts";

/** What every poller works with. */
export interface PollerPorts {
  readonly functions: FunctionStore;
  readonly hosts: FunctionHosts;
  readonly invoker: Invoker;
  readonly dispatcher: Dispatcher;
  readonly checkpoints: CheckpointStore;
  readonly sourceWrites: SourceWrites;
  readonly settings: FunctionSettings;
  readonly region: string;
}

/** Where a poller says how it goes; shown as the mapping's `LastProcessingResult`. */
export interface PollerReport {
  ok(): void;
  problem(message: string): void;
}

/** A running mapping. */
export interface Poller {
  /**
   * Receives no more, and resolves when the batches in hand are done.
   * A batch that is not done when the process ends is delivered again: it was not acknowledged.
   */
  stop(): Promise<void>;
}

/** The function of a mapping, once it exists and a host runs it. @throws when the signal aborts */
export const readyFunction = async (
  ports: PollerPorts,
  functionName: string,
  signal: AbortSignal,
): Promise<FunctionRecord | undefined> => {
  await ports.hosts.whenReady(functionName, signal);
  return ports.functions.get(functionName);
};

/** The message of any failure. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
