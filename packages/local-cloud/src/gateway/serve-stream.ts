/** From a request to its answer for engines whose bodies are streamed: who asks, what, and the answer. */

import { createGate } from "./admit.ts";
import type { AuthenticationSettings } from "./authenticate.ts";
import type { Dispatch } from "./dispatcher.ts";
import type { Engine, HangUp, RawAnswer, RawRequest, RequestHead } from "./engine.ts";
import type { EngineRegistry } from "./engine-registry.ts";
import { AwsError } from "./errors.ts";
import { noBody } from "./http-message.ts";
import type { Journal } from "./journal.ts";
import { isLocalPath } from "./local-api.ts";
import type { StreamedAnswer, StreamedRequest, StreamProtocol } from "./stream-protocol.ts";

export interface ServeStreamSettings extends AuthenticationSettings {
  readonly registry: EngineRegistry;
  readonly dispatch: Dispatch;
  readonly journal: Journal;
}

export interface StreamingEngine {
  readonly engine: Engine;
  readonly protocol: StreamProtocol;
}

export interface ServeStream {
  /** The engine that a request is meant for, when that is one that streams. */
  engineFor(head: RequestHead): StreamingEngine | undefined;
  serve(
    target: StreamingEngine,
    request: StreamedRequest,
    requestId: string,
    hangUp: HangUp,
  ): Promise<RawAnswer | StreamedAnswer>;
}

const inHeader = /Credential=[^,]*\/([a-z0-9-]+)\/aws4_request/;
const inUrl = /[?&]X-Amz-Credential=[^&]*(?:%2F|\/)([a-z0-9-]+)(?:%2F|\/)aws4_request/i;

/** The service that a signature is scoped to; whether it is good is seen later. */
const signedFor = ({ headers, url }: RequestHead): string | undefined =>
  (headers.authorization ? inHeader.exec(headers.authorization) : inUrl.exec(url))?.[1];

export const createServeStream = (settings: ServeStreamSettings): ServeStream => {
  const { registry, dispatch, journal, now } = settings;

  const streamingOf = (engine: Engine | undefined): StreamingEngine | undefined =>
    engine?.stream && { engine, protocol: engine.stream };

  /** Unsigned requests are for whoever claims them, unless another engine knows better. */
  const claimant = (head: RequestHead): StreamingEngine | undefined => {
    for (const engine of registry.all()) {
      const streaming = streamingOf(engine);
      if (!streaming?.protocol.claims(head)) continue;
      const other = registry.forRequest({ ...head, body: noBody }, undefined);
      return other && other !== engine ? undefined : streaming;
    }
    return undefined;
  };

  /** Calls that end before they are dispatched are journaled here. */
  const noteRefusal = (service: string, operation: string, requestId: string, error: AwsError): void =>
    journal.record({
      time: now().toISOString(),
      requestId,
      principal: "anonymous",
      service,
      operation,
      action: `${service}:${operation}`,
      resource: "*",
      decision: "unauthenticated",
      status: error.status,
      durationMs: 0,
      error: { code: error.code, message: error.message },
    });

  return {
    engineFor: (head) => {
      if (isLocalPath(head.url)) return undefined;
      const service = signedFor(head);
      return service === undefined ? claimant(head) : streamingOf(registry.get(service));
    },

    serve: async ({ engine, protocol }, request, requestId, hangUp) => {
      const { method, url, headers } = request;
      const head: RawRequest = { method, url, headers, body: noBody };
      let dispatched = false;
      try {
        const gate = createGate(request, engine.service, settings);
        const call = await protocol.decode(request, gate, requestId);
        const { operation, input, principal } = call;
        dispatched = true;
        const output = await dispatch({ engine, operation, input, principal, requestId, hangUp, raw: head });
        return protocol.encode(head, call, output, requestId);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        if (!dispatched) noteRefusal(engine.service, protocol.operationOf(head), requestId, error);
        return protocol.encodeError(head, error, requestId);
      }
    },
  };
};
