import path from "node:path";
import { asyncInvokeSchema, createAsyncInvokeStore } from "../../functions/async-invoke-store.ts";
import { createAsyncInvokes } from "../../functions/async-invokes.ts";
import type { FunctionHosts } from "../../functions/function-hosts.ts";
import { createFunctionStore, type FunctionStore, functionSchema } from "../../functions/function-store.ts";
import { createInvoker, type Invoker } from "../../functions/invoker.ts";
import { checkpointSchema, createCheckpointStore } from "../../functions/mappings/checkpoint-store.ts";
import { createMappingStore, mappingSchema } from "../../functions/mappings/mapping-store.ts";
import { createMappings, type MappingProblem } from "../../functions/mappings/mappings.ts";
import { createSourceWrites, type SourceWrites } from "../../functions/mappings/source-writes.ts";
import { type FunctionSettings, functionSettingsOf } from "../../functions/settings.ts";
import type { Dispatcher, Engine } from "../../gateway/engine.ts";
import { openDatabase } from "../../state/database.ts";
import type { Action, LambdaContext } from "./context.ts";
import { lambdaActions } from "./lambda-actions.ts";
import { lambdaRoutes } from "./lambda-routes.ts";
import { refusedRoutes } from "./refused-routes.ts";

export interface LambdaEngineOptions {
  /** Folder of this cloud's state; `lambda.db` is made in it. */
  readonly stateDir: string;
  readonly region: string;
  readonly accountId: string;
  /** Reaches queues, streams and destinations, as the functions' roles. */
  readonly dispatcher: Dispatcher;
  readonly functionHosts: FunctionHosts;
  /** Shared with the engines of streams, which tell it of writes; without that, they are looked at every five seconds. */
  readonly sourceWrites?: SourceWrites;
  /** Told when a mapping does not get on, e.g. because its role lacks a permission. */
  readonly onProblem?: (problem: MappingProblem) => void;
  readonly settings?: Partial<FunctionSettings>;
  /** Comes between mappings or queued events and the functions that they run; for faults on purpose. */
  readonly aroundRuns?: (invoker: Invoker) => Invoker;
}

/** The Lambda API with all that runs behind it: invocations, asynchronous events, event source mappings. */
export interface LambdaEngine extends Engine {
  readonly functions: FunctionStore;
  /** Begins to poll and to work off queued events. Call it when all engines are up. */
  start(): void;
  close(): Promise<void>;
}

/**
 * @example
 * const lambda = createLambdaEngine({ stateDir, region, accountId, dispatcher, functionHosts: createFunctionHosts() });
 * lambda.start();
 */
export const createLambdaEngine = (options: LambdaEngineOptions): LambdaEngine => {
  const { region, accountId, dispatcher, functionHosts: hosts } = options;
  const settings = functionSettingsOf(process.env, options.settings);
  const database = openDatabase(
    path.join(options.stateDir, "lambda.db"),
    functionSchema + mappingSchema + checkpointSchema + asyncInvokeSchema,
  );
  const functions = createFunctionStore(database, { region, accountId });
  const invoker = createInvoker({ functions, hosts, settings });
  const ownRuns = options.aroundRuns?.(invoker) ?? invoker;
  const sourceWrites = options.sourceWrites ?? createSourceWrites();
  const asyncInvokes = createAsyncInvokes({
    store: createAsyncInvokeStore(database),
    functions,
    hosts,
    invoker: ownRuns,
    dispatcher,
    settings,
  });
  const mappings = createMappings({
    store: createMappingStore(database),
    checkpoints: createCheckpointStore(database),
    functions,
    hosts,
    invoker: ownRuns,
    dispatcher,
    sourceWrites,
    settings,
    region,
    accountId,
    onProblem: options.onProblem,
  });
  const context: LambdaContext = {
    region,
    accountId,
    functions,
    hosts,
    invoker,
    asyncInvokes,
    mappings,
    dispatcher,
    now: () => new Date(),
  };

  return {
    service: "lambda",
    protocol: "rest-json",
    routes: [...lambdaRoutes, ...refusedRoutes],
    operations: Object.fromEntries(
      Object.entries(lambdaActions).map(([name, action]: [string, Action]) => [name, action(context)]),
    ),
    functions,
    start: () => {
      mappings.start();
      asyncInvokes.start();
    },
    close: async () => {
      await Promise.all([mappings.stop(), asyncInvokes.stop()]);
      invoker.close();
      database.close();
    },
  };
};
