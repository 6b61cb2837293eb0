/** From an HTTP request to its answer: which engine, who asks, what, and the answer on the wire. */
import { authErrorFor } from "./auth-errors.ts";
import { type AuthenticationSettings, authenticate } from "./authenticate.ts";
import { corsHeadersOf } from "./cors.ts";
import type { Dispatch } from "./dispatcher.ts";
import { type Engine, type HangUp, RawAnswer, type RawRequest } from "./engine.ts";
import type { EngineRegistry } from "./engine-registry.ts";
import { AwsError } from "./errors.ts";
import type { Journal } from "./journal.ts";
import { codecFor } from "./protocols/codecs.ts";
import { AuthError } from "./sigv4/auth-error.ts";
import { claimOf, type SignatureClaim } from "./sigv4/signature-claim.ts";

export interface ServeSettings extends AuthenticationSettings {
  readonly registry: EngineRegistry;
  readonly dispatch: Dispatch;
  readonly journal: Journal;
}

export type Serve = (request: RawRequest, requestId: string, hangUp: HangUp) => Promise<RawAnswer>;

const notAnApiCall = (requestId: string, signedFor: string | undefined): RawAnswer => {
  const message = signedFor
    ? `The local cloud does not run ${signedFor}, or not for this target.`
    : "The request is neither a signed AWS call nor a page of the local cloud.";
  return new RawAnswer(
    404,
    {
      "content-type": "application/json",
      "x-amzn-requestid": requestId,
      "x-amzn-errortype": "UnknownOperationException",
    },
    JSON.stringify({ __type: "UnknownOperationException", message }),
  );
};

export const createServe = (settings: ServeSettings): Serve => {
  const { registry, dispatch, journal, now } = settings;

  const unauthenticated = (
    engine: Engine,
    error: AwsError,
    requestId: string,
    operation: string,
    claim?: SignatureClaim,
  ) =>
    journal.record({
      time: now().toISOString(),
      requestId,
      principal: claim ? `access key ${claim.scope.accessKeyId}` : "anonymous",
      service: engine.service,
      operation,
      action: `${engine.service}:${operation}`,
      resource: "*",
      decision: "unauthenticated",
      status: error.status,
      durationMs: 0,
      error: { code: error.code, message: error.message },
    });

  const claimFor = (request: RawRequest): SignatureClaim | AuthError | undefined => {
    try {
      return claimOf(request);
    } catch (error) {
      if (error instanceof AuthError) return error;
      throw error;
    }
  };

  const answerCall = async (
    engine: Engine,
    request: RawRequest,
    claim: SignatureClaim | AuthError | undefined,
    requestId: string,
    hangUp: HangUp,
  ): Promise<RawAnswer> => {
    const codec = codecFor(engine, request);
    let operation = "";
    try {
      const call = codec.decode(engine, request);
      const { input } = call;
      operation = call.operation;
      if (claim instanceof AuthError) throw claim;
      const principal = authenticate(request, claim, engine.service, settings);
      const output = await dispatch({
        engine,
        operation,
        input,
        principal,
        requestId,
        hangUp,
        raw: request,
      });
      return output instanceof RawAnswer ? output : codec.encode(engine, call, output, requestId);
    } catch (error) {
      if (error instanceof AuthError) {
        const awsError = authErrorFor(engine, error);
        unauthenticated(
          engine,
          awsError,
          requestId,
          operation,
          claim instanceof AuthError ? undefined : claim,
        );
        return codec.encodeError(engine, awsError, requestId);
      }
      if (error instanceof AwsError) return codec.encodeError(engine, error, requestId);
      throw error;
    }
  };

  return async (request, requestId, hangUp) => {
    const claim = claimFor(request);
    const signedFor = claim instanceof AuthError ? undefined : claim?.scope.service;
    const engine = registry.forRequest(request, signedFor);
    if (!engine) {
      const answer = signedFor === undefined ? await registry.http(request) : undefined;
      return answer ?? notAnApiCall(requestId, signedFor);
    }
    const answer = await answerCall(engine, request, claim, requestId, hangUp);
    return new RawAnswer(
      answer.status,
      { "x-amzn-requestid": requestId, ...answer.headers, ...corsHeadersOf(engine.service, request) },
      answer.body,
    );
  };
};
