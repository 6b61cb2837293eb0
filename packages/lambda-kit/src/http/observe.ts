/**
 * Correlation, trace, one log line and one set of metrics per request.
 * https://docs.aws.amazon.com/powertools/typescript/latest/features/metrics/
 */
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { uuidv7 } from "@skein/contracts/ids";
import type { Route } from "@skein/contracts/route";
import { logger } from "../logger.ts";
import { continueTrace, traceIdOf } from "../trace.ts";
import type { HttpMiddleware } from "./context.ts";

type Request = Parameters<NonNullable<HttpMiddleware["before"]>>[0];

/** What a client may name a request; anything else would let it write into our logs. */
const correlationId = /^[\w.:-]{1,128}$/;

const lowerCased = (headers: Readonly<Record<string, string | undefined>>) => {
  const result: Record<string, string | undefined> = Object.create(null);
  for (const name in headers) result[name.toLowerCase()] = headers[name];
  return result;
};

/** Must come first: everything that goes wrong later is answered and logged with the correlation id. */
export const observe = (route: Route): HttpMiddleware => {
  const metrics = new Metrics({
    namespace: process.env.POWERTOOLS_METRICS_NAMESPACE ?? "Skein",
    defaultDimensions: { route: route.operationId },
  });

  const finish = ({ internal, response }: Request) => {
    const status = response?.statusCode ?? 500;
    const durationMilliseconds = Math.round(10 * (performance.now() - internal.startedAt)) / 10;
    if (response?.headers) {
      response.headers["x-correlation-id"] = internal.correlationId;
      response.headers.traceparent = internal.traceparent;
    }
    metrics.addMetric("Latency", MetricUnit.Milliseconds, durationMilliseconds);
    if (status >= 400) metrics.addMetric(status < 500 ? "ClientError" : "ServerError", MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
    logger.info(`${route.method} ${route.path} ${status}`, { status, durationMilliseconds });
  };

  return {
    before({ event, context, internal }) {
      event.state = internal;
      internal.startedAt = performance.now();
      internal.requestHeaders = lowerCased(event.headers ?? {});
      const asked = internal.requestHeaders["x-correlation-id"];
      internal.correlationId =
        asked && correlationId.test(asked) ? asked : (event.requestContext?.requestId ?? uuidv7());
      internal.traceparent = continueTrace(internal.requestHeaders.traceparent);

      logger.resetKeys();
      logger.addContext(context);
      logger.appendKeys({
        operation: route.operationId,
        correlationId: internal.correlationId,
        traceId: traceIdOf(internal.traceparent),
      });
    },
    after: finish,
    onError: finish,
  };
};
