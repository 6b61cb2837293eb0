import { randomUUID } from "node:crypto";
import { type ApiCall, RawAnswer } from "../gateway/engine.ts";
import type { Interference, Note, PermittedCall } from "../gateway/interference.ts";
import { StreamedAnswer } from "../gateway/stream-protocol.ts";
import { principalName } from "../iam/principal.ts";
import { type Crash, killThisProcess } from "./crash.ts";
import { isReceive } from "./duplicable.ts";
import type { ActiveFault, FaultStore } from "./fault-store.ts";
import { failurePayloadOf } from "./function-failure.ts";
import { injectAfter, injectBefore, type Victim } from "./inject.ts";
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

/** An answer, ready for the wire, that tells of a failure: there was no effect to come after. */
const isFailure = (answer: object): boolean =>
  (answer instanceof RawAnswer || answer instanceof StreamedAnswer) && answer.status >= 400;

/** Nobody will read what a stream holds open. */
const giveUp = (answer: object): void => {
  if (answer instanceof StreamedAnswer) answer.body.destroy();
};

/**
 * Faults on API calls, over HTTP and between engines alike. They come after authentication and IAM: a call that is
 * not allowed is refused as ever.
 */
export const createFaultyCalls = (store: FaultStore, crash: Crash = killThisProcess): Interference => {
  const redelivery = createRedelivery();

  const victimOf = ({ call }: PermittedCall, target: Target, note: Note): Victim<object> => ({
    target,
    faults: store.all().filter(({ matches }) => matches(target)),
    functionFailure: (error, faultId) => ({
      StatusCode: 200,
      ExecutedVersion: "$LATEST",
      FunctionError: "Unhandled",
      Payload: failurePayloadOf(error, faultId),
    }),
    note,
    crash,
    signal: call.hangUp.signal,
  });

  return {
    get active() {
      return store.active;
    },

    before: async (permitted, note) => {
      const target = targetOf(permitted);
      const ended = await injectBefore(victimOf(permitted, target, note));
      if (ended) return ended.answer;
      return isReceive(target) ? redelivery.next({ target, input: permitted.call.input }, note) : undefined;
    },

    after: async (permitted, answer, again, note) => {
      if (isFailure(answer)) return answer;
      const target = targetOf(permitted);
      const victim = victimOf(permitted, target, note);
      if (!isReceive(target))
        return injectAfter(victim, answer, () => again(randomUUID())).catch((error: unknown) => {
          giveUp(answer);
          throw error;
        });
      // To receive again would be to receive something else: the messages themselves come once more.
      const faults = victim.faults.filter((fault) => !isDuplicate(fault));
      redelivery.keep({ target, input: permitted.call.input }, answer, victim.faults.filter(isDuplicate));
      return injectAfter({ ...victim, faults }, answer, async () => answer);
    },
  };
};
