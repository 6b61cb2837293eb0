import type { InvocationResult, Invoker } from "../functions/invoker.ts";
import { AwsError } from "../gateway/errors.ts";
import type { Note } from "../gateway/interference.ts";
import type { Journal } from "../gateway/journal.ts";
import { type Crash, killThisProcess } from "./crash.ts";
import type { FaultStore } from "./fault-store.ts";
import { failurePayloadOf } from "./function-failure.ts";
import { injectAfter, injectBefore, type Victim } from "./inject.ts";
import type { Target } from "./target.ts";

const principal = "lambda.amazonaws.com";

/**
 * Faults on the runs that Lambda starts by itself, for event source mappings and queued events. They count as calls
 * of `lambda:Invoke` by Lambda; the journal shows those that were hit.
 */
export const createFaultyRuns =
  (ports: {
    store: FaultStore;
    journal: Journal;
    region: string;
    accountId: string;
    now?: () => Date;
    crash?: Crash;
  }) =>
  (invoker: Invoker): Invoker => {
    const { store, journal, region, accountId, now = () => new Date(), crash = killThisProcess } = ports;

    const targetOf = (functionName: string): Target => ({
      service: "lambda",
      operation: "Invoke",
      resources: [`arn:aws:lambda:${region}:${accountId}:function:${functionName}`],
      principals: [principal],
      functionName,
    });

    const journaled = async (
      target: Target,
      requestId: string,
      run: (note: Note) => Promise<InvocationResult>,
    ): Promise<InvocationResult> => {
      const started = performance.now();
      const time = now().toISOString();
      const faults = new Set<string>();
      const record = (status: number, error?: AwsError): void => {
        if (faults.size === 0) return;
        journal.record({
          time,
          requestId,
          principal,
          service: target.service,
          operation: target.operation,
          action: "lambda:InvokeFunction",
          resource: target.resources.join(", "),
          decision: "allowed",
          fault: [...faults].join(", "),
          status,
          durationMs: Math.round((performance.now() - started) * 1_000) / 1_000,
          ...(error ? { error: { code: error.code, message: error.message } } : {}),
        });
      };
      try {
        const result = await run((faultId) => faults.add(faultId));
        record(200);
        return result;
      } catch (error) {
        if (error instanceof AwsError) record(error.status, error);
        throw error;
      }
    };

    const victimOf = (target: Target, requestId: string, note: Note): Victim<InvocationResult> => ({
      target,
      faults: store.all().filter(({ matches }) => matches(target)),
      functionFailure: (error, faultId) => ({
        requestId,
        functionError: "Unhandled",
        payload: failurePayloadOf(error, faultId),
      }),
      note,
      crash,
    });

    return {
      invoke: (invocation) => {
        if (!store.active) return invoker.invoke(invocation);
        const { functionName, requestId } = invocation;
        const target = targetOf(functionName);
        return journaled(target, requestId, async (note) => {
          const ended = await injectBefore(victimOf(target, requestId, note));
          if (ended) return ended.answer;
          const result = await invoker.invoke(invocation);
          // Also when the function threw: it may have had all its effects before.
          return injectAfter(victimOf(target, requestId, note), result, () => invoker.invoke(invocation));
        });
      },
      close: () => invoker.close(),
    };
  };
