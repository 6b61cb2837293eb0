import type { Dispatcher } from "../gateway/engine.ts";
import { AwsError } from "../gateway/errors.ts";
import type { AsyncInvoke, AsyncInvokeStore } from "./async-invoke-store.ts";
import { type AsyncEnd, type Delivery, deliveriesOf } from "./async-records.ts";
import { sendTo } from "./destinations.ts";
import type { FunctionHosts } from "./function-hosts.ts";
import type { FunctionRecord } from "./function-record.ts";
import type { FunctionStore } from "./function-store.ts";
import type { InvocationResult, Invoker } from "./invoker.ts";
import type { FunctionSettings } from "./settings.ts";

/**
 * Asynchronous invocations (`InvocationType: Event`): queued on disk, run over a synchronous call to the host, retried
 * twice, given up after six hours at most.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export interface AsyncInvokes {
  /** Queues an event; it is safe once this returns. */
  submit(event: { requestId: string; functionName: string; payload: Uint8Array }): void;
  /** Begins to work, with what an earlier run left behind. */
  start(): void;
  stop(): Promise<void>;
}

const defaults = { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 21_600 };

export const createAsyncInvokes = (ports: {
  store: AsyncInvokeStore;
  functions: FunctionStore;
  hosts: FunctionHosts;
  invoker: Invoker;
  dispatcher: Dispatcher;
  settings: FunctionSettings;
  now?: () => number;
}): AsyncInvokes => {
  const { store, functions, hosts, invoker, dispatcher, settings } = ports;
  const now = ports.now ?? Date.now;
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  const runningOf = new Map<string, number>();
  const waitingForHost = new Set<string>();
  let started = false;
  let timer: NodeJS.Timeout | undefined;

  const pump = (): void => {
    if (!started || stopping.signal.aborted) return;
    // One moment for both questions: an event due between two moments would be neither begun nor waited for.
    const moment = now();
    for (const functionName of store.functionsWaiting()) pumpFunction(functionName, moment);
    clearTimeout(timer);
    const nextDueAt = store.nextDueAt(moment);
    // A timer cannot be set further than 24.8 days; an hour is often enough to look again.
    if (nextDueAt !== undefined)
      timer = setTimeout(pump, Math.min(Math.max(nextDueAt - now(), 1), 3_600_000));
  };

  const pumpFunction = (functionName: string, moment: number): void => {
    if (functions.get(functionName) && !hosts.find(functionName)) {
      pumpWhenHosted(functionName);
      return;
    }
    const busy = runningOf.get(functionName) ?? 0;
    const free = settings.asyncConcurrency - busy;
    if (free <= 0) return;
    const due = store
      .due(moment, functionName, free + busy)
      .filter(({ requestId }) => !running.has(requestId));
    for (const invoke of due.slice(0, free)) begin(invoke);
  };

  const pumpWhenHosted = (functionName: string): void => {
    if (waitingForHost.has(functionName)) return;
    waitingForHost.add(functionName);
    hosts
      .whenReady(functionName, stopping.signal)
      .then(() => {
        waitingForHost.delete(functionName);
        pump();
      })
      .catch(() => waitingForHost.delete(functionName));
  };

  const begin = (invoke: AsyncInvoke): void => {
    const { requestId, functionName } = invoke;
    runningOf.set(functionName, (runningOf.get(functionName) ?? 0) + 1);
    const work = attempt(invoke).finally(() => {
      running.delete(requestId);
      runningOf.set(functionName, (runningOf.get(functionName) ?? 1) - 1);
      pump();
    });
    running.set(requestId, work);
  };

  const attempt = async (invoke: AsyncInvoke): Promise<void> => {
    const record = functions.get(invoke.functionName);
    // As on AWS, events of a function that is gone are dropped.
    if (!record) return store.remove(invoke.requestId);
    if (invoke.outcome !== undefined)
      return deliver(invoke, record, JSON.parse(invoke.outcome) as Delivery[]);
    if (record.reservedConcurrency === 0)
      return finish(invoke, record, notRun(invoke, "ZeroReservedConcurrency"));
    try {
      const result = await invoker.invoke({
        requestId: invoke.requestId,
        functionName: invoke.functionName,
        payload: invoke.payload,
      });
      await afterRun(invoke, record, result);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      await afterNoRun(invoke, record);
    }
  };

  const afterRun = (invoke: AsyncInvoke, record: FunctionRecord, result: InvocationResult): Promise<void> => {
    const attempts = invoke.attempts + 1;
    const end = (condition: AsyncEnd["condition"]) => ({
      condition,
      requestId: invoke.requestId,
      invokeCount: attempts,
      requestPayload: invoke.payload,
      response: {
        payload: result.payload,
        ...(result.functionError ? { functionError: result.functionError } : {}),
      },
      at: new Date(now()),
    });
    if (!result.functionError) return finish(invoke, record, end("Success"));
    const { retries, expiresAt } = limitsOf(invoke, record);
    if (attempts > retries) return finish(invoke, record, end("RetriesExhausted"));
    const [first, second] = settings.asyncRetryDelaysMs;
    const dueAt = now() + (attempts === 1 ? first : second);
    if (dueAt > expiresAt) return finish(invoke, record, end("EventAgeExceeded"));
    store.update(invoke.requestId, { dueAt, attempts });
    return Promise.resolve();
  };

  /** Throttled, or no host: Lambda keeps trying for as long as the event may live, and counts no attempt. */
  const afterNoRun = (invoke: AsyncInvoke, record: FunctionRecord): Promise<void> => {
    const age = now() - invoke.queuedAt;
    if (now() > limitsOf(invoke, record).expiresAt)
      return finish(invoke, record, notRun(invoke, "EventAgeExceeded"));
    // Waiting as long as the event is old doubles each pause.
    const pause = Math.min(Math.max(age, settings.backoffMs), settings.maximumBackoffMs);
    store.update(invoke.requestId, { dueAt: now() + pause, attempts: invoke.attempts });
    return Promise.resolve();
  };

  const notRun = (invoke: AsyncInvoke, condition: AsyncEnd["condition"]): AsyncEnd => ({
    condition,
    requestId: invoke.requestId,
    invokeCount: invoke.attempts,
    requestPayload: invoke.payload,
    at: new Date(now()),
  });

  const finish = (invoke: AsyncInvoke, record: FunctionRecord, end: AsyncEnd): Promise<void> => {
    const deliveries = deliveriesOf(record, end);
    if (deliveries.length > 0)
      store.update(invoke.requestId, {
        dueAt: invoke.dueAt,
        attempts: end.invokeCount,
        outcome: JSON.stringify(deliveries),
      });
    return deliver(invoke, record, deliveries);
  };

  /** Sends what is left to send, then forgets the event. A destination that refuses is tried until the event is too old. */
  const deliver = async (
    invoke: AsyncInvoke,
    record: FunctionRecord,
    deliveries: Delivery[],
  ): Promise<void> => {
    const [delivery, ...rest] = deliveries;
    if (!delivery) return store.remove(invoke.requestId);
    try {
      await sendTo(
        dispatcher,
        delivery.destinationArn,
        record.configuration,
        delivery.body,
        delivery.attributes,
      );
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (now() > limitsOf(invoke, record).expiresAt) return deliver(invoke, record, rest);
      store.update(invoke.requestId, {
        dueAt: now() + settings.maximumBackoffMs,
        attempts: invoke.attempts,
        outcome: JSON.stringify(deliveries),
      });
      return;
    }
    return deliver(invoke, record, rest);
  };

  return {
    submit: ({ requestId, functionName, payload }) => {
      const queuedAt = now();
      store.add({
        requestId,
        functionName,
        payload: Buffer.from(payload),
        queuedAt,
        dueAt: queuedAt,
        attempts: 0,
        outcome: undefined,
      });
      pump();
    },
    start: () => {
      started = true;
      pump();
    },
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await Promise.race([
        Promise.allSettled(running.values()),
        new Promise((resolve) => setTimeout(resolve, settings.stopGraceMs).unref()),
      ]);
    },
  };
};

const limitsOf = (invoke: AsyncInvoke, record: FunctionRecord): { retries: number; expiresAt: number } => {
  const config = record.eventInvokeConfig;
  return {
    retries: config?.MaximumRetryAttempts ?? defaults.MaximumRetryAttempts,
    expiresAt:
      invoke.queuedAt + (config?.MaximumEventAgeInSeconds ?? defaults.MaximumEventAgeInSeconds) * 1_000,
  };
};
