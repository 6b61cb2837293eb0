import { randomUUID } from "node:crypto";
import { type ApiCall, RawAnswer } from "../gateway/engine.ts";
import type { Interference, PermittedCall } from "../gateway/interference.ts";
import { principalName } from "../iam/principal.ts";
import { type Crash, killThisProcess } from "./crash.ts";
import { isReceive } from "./duplicable.ts";
import type { ActiveFault, FaultStore } from "./fault-store.ts";
import { failurePayloadOf } from "./function-failure.ts";
import { inject } from "./inject.ts";
import { createRedelivery } from "./redelivery.ts";
import type { Target } from "./target.ts";

/** A call that runs a function and waits for it; an event that is queued runs later. */
const functionNameOf = ({ service, operation, input }: ApiCall, [arn]: readonly string[]) =>
  service === "lambda" &&
  operation === "Invoke" &&
  (input.InvocationType ?? "RequestResponse") === "RequestResponse"
    ? arn?.split(":")[6]
    : undefined;

const targetOf = ({ call, resources }: PermittedCall): Target => {
  const { service, operation, principal } = call;
  return {
    service,
    operation,
    resources: resources.length > 0 ? resources : ["*"],
    principals: [principalName(principal), ...(principal.kind === "role" ? [principal.roleArn] : [])],
    functionName: functionNameOf(call, resources),
  };
};

const isDuplicate = ({ fault }: ActiveFault): boolean => fault.kind === "duplicate";

/**
 * Faults on API calls, over HTTP and between engines alike. They come after authentication and IAM: a call that is
 * not allowed is refused as ever.
 */
export const createFaultyCalls = (store: FaultStore, crash: Crash = killThisProcess): Interference => {
  const redelivery = createRedelivery();

  return {
    get active() {
      return store.active;
    },
    carryOut: (permitted, effect, note) => {
      const target = targetOf(permitted);
      const { call } = permitted;
      // A repetition is a call of its own, and has its own id.
      const again = () => effect({ ...call, requestId: randomUUID() });
      const matching = store.all().filter(({ matches }) => matches(target));
      const receives = isReceive(target);
      const faults = receives ? matching.filter((fault) => !isDuplicate(fault)) : matching;
      const receive = { target, input: call.input, faults: matching.filter(isDuplicate), note };
      return inject<object>(target, faults, {
        run: receives ? () => redelivery.receive(receive, () => effect(call)) : () => effect(call),
        again,
        failed: (answer) => answer instanceof RawAnswer && answer.status >= 400,
        functionFailure: (error, faultId) => ({
          StatusCode: 200,
          ExecutedVersion: "$LATEST",
          FunctionError: "Unhandled",
          Payload: failurePayloadOf(error, faultId),
        }),
        note,
        crash,
        signal: call.signal,
      });
    },
  };
};
