import type { InvocationResult, Invoker } from "../functions/invoker.ts";
import { AwsError } from "../gateway/errors.ts";
import type { Journal } from "../gateway/journal.ts";
import { type Crash, killThisProcess } from "./crash.ts";
import type { FaultStore } from "./fault-store.ts";
import { failurePayloadOf } from "./function-failure.ts";
import { inject } from "./inject.ts";
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
      run: (note: (faultId: string) => void) => Promise<InvocationResult>,
    ): Promise<InvocationResult> => {
      const started = performance.now();
      const time = now().toISOString();
      const faults: string[] = [];
      const record = (status: number, error?: AwsError): void => {
        if (faults.length === 0) return;
        journal.record({
          time,
          requestId,
          principal,
          service: target.service,
          operation: target.operation,
          action: "lambda:InvokeFunction",
          resource: target.resources.join(", "),
          decision: "allowed",
          fault: faults.join(", "),
          status,
          durationMs: Math.round((performance.now() - started) * 1_000) / 1_000,
          ...(error ? { error: { code: error.code, message: error.message } } : {}),
        });
      };
      try {
        const result = await run((faultId) => faults.push(faultId));
        record(200);
        return result;
      } catch (error) {
        if (error instanceof AwsError) record(error.status, error);
        throw error;
      }
    };

    return {
      invoke: (invocation) => {
        if (!store.active) return invoker.invoke(invocation);
        const { functionName, requestId } = invocation;
        const target = targetOf(functionName);
        const faults = store.all().filter(({ matches }) => matches(target));
        const run = () => invoker.invoke(invocation);
        return journaled(target, requestId, (note) =>
          inject<InvocationResult>(target, faults, {
            run,
            again: run,
            // A function that throws may have had all its effects before.
            failed: () => false,
            functionFailure: (error, faultId) => ({
              requestId,
              functionError: "Unhandled",
              payload: failurePayloadOf(error, faultId),
            }),
            note,
            crash,
          }),
        );
      },
      close: () => invoker.close(),
    };
  };
