/** The path of every call, whether it came over HTTP or from another engine: IAM, engine, journal. */
import { randomUUID } from "node:crypto";
import { type Principal, principalName, principalTagsOf } from "../iam/principal.ts";
import { authErrorFor } from "./auth-errors.ts";
import type { Authorizer, DecisionTrail } from "./authorize.ts";
import type { ApiCall, Dispatcher, Engine, HangUp, Operation, RawAnswer, RawRequest } from "./engine.ts";
import type { EngineRegistry } from "./engine-registry.ts";
import { AwsError } from "./errors.ts";
import type { Interference } from "./interference.ts";
import type { Journal } from "./journal.ts";
import { AuthError } from "./sigv4/auth-error.ts";

export interface DispatchSettings {
  readonly registry: EngineRegistry;
  readonly authorizer: Authorizer;
  readonly journal: Journal;
  readonly interference: Interference;
  readonly region: string;
  readonly accountId: string;
  readonly now: () => Date;
}

export interface CallRequest {
  readonly engine: Engine;
  readonly operation: string;
  readonly input: Record<string, unknown>;
  readonly principal: Principal;
  readonly requestId: string;
  readonly hangUp: HangUp;
  readonly raw?: RawRequest;
}

/** Makes a call on behalf of its principal; every outcome is journaled. */
export type Dispatch = (request: CallRequest) => Promise<object | RawAnswer>;

/** Operations are typed by their own input; the wire is where untyped values become that input. */
const operationOf = (engine: Engine, name: string): Operation<Record<string, unknown>> => {
  const operation = Object.hasOwn(engine.operations, name) ? engine.operations[name] : undefined;
  if (operation) return operation as Operation<Record<string, unknown>>;
  const message = `The local cloud does not support ${engine.service}:${name || "(no operation named)"}.`;
  if (engine.protocol === "query") throw new AwsError("InvalidAction", message);
  if (engine.protocol === "rest-xml") throw new AwsError("NotImplemented", message, { status: 501 });
  throw new AwsError("UnknownOperationException", message, {
    status: engine.protocol === "rest-json" ? 404 : 400,
    queryCode: "InvalidAction",
  });
};

const asAwsError = (error: unknown, engine: Engine): AwsError => {
  if (error instanceof AwsError) return error;
  if (error instanceof AuthError) return authErrorFor(engine, error);
  // A fault of the local cloud itself: the stack goes to the console, never to the caller.
  console.error(error);
  const detail = error instanceof Error ? error.message : String(error);
  return new AwsError("InternalFailure", `The local cloud failed: ${detail}`, { status: 500 });
};

const statusOf = (answer: object): number =>
  "status" in answer && typeof answer.status === "number" && "headers" in answer ? answer.status : 200;

export const createDispatch = (settings: DispatchSettings): Dispatch => {
  const { authorizer, interference, journal, now } = settings;

  return async (request) => {
    const { engine, principal, requestId, input, hangUp, raw } = request;
    const started = performance.now();
    const time = now().toISOString();
    const trail: DecisionTrail = {
      action: `${engine.service}:${request.operation}`,
      resource: "*",
      decision: "undecided",
    };
    const faults: string[] = [];
    const note = (name: string): void => {
      if (!faults.includes(name)) faults.push(name);
    };
    const record = (status: number, error?: AwsError): void =>
      journal.record({
        time,
        requestId,
        principal: principalName(principal),
        principalTags: principalTagsOf(principal),
        service: engine.service,
        operation: request.operation,
        action: trail.action,
        resource: trail.resource,
        decision: trail.decision,
        fault: faults.length > 0 ? faults.join(", ") : undefined,
        status,
        durationMs: Math.round((performance.now() - started) * 1_000) / 1_000,
        error: error && { code: error.code, message: error.message },
      });

    try {
      const operation = operationOf(engine, request.operation);
      const call: ApiCall = {
        service: engine.service,
        operation: request.operation,
        input,
        principal,
        region: settings.region,
        accountId: settings.accountId,
        requestId,
        hangUp,
        raw,
        allows: (access) => authorizer.allows(call, access, trail),
      };
      const resources = authorizer.check(engine, operation, call, trail);
      const instead = interference.active ? await interference.before({ call, resources }, note) : undefined;
      let answer = instead ?? (await operation.handle(input, call));
      if (interference.active && !instead) {
        const again = async (id: string) => operation.handle(input, { ...call, requestId: id });
        answer = await interference.after({ call, resources }, answer, again, note);
      }
      record(statusOf(answer));
      return answer;
    } catch (failure) {
      const error = asAwsError(failure, engine);
      record(error.status, error);
      throw error;
    }
  };
};

/** Calls between engines: same IAM, same journal, no HTTP. */
export const createDispatcher = (dispatch: Dispatch, registry: EngineRegistry): Dispatcher => ({
  call: async <Output>(
    service: string,
    operation: string,
    input: object,
    principal: Principal,
    signal?: AbortSignal,
  ) => {
    const engine = registry.get(service);
    if (!engine)
      throw new AwsError("ServiceUnavailable", `The local cloud does not run ${service}.`, { status: 503 });
    const answer = await dispatch({
      engine,
      operation,
      input: { ...input },
      principal,
      requestId: randomUUID(),
      hangUp: signal ? { signal } : new AbortController(),
    });
    // The caller names the operation, and with it the shape of its answer.
    return answer as Output;
  },
});
